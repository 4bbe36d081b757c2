import { describe, expect, it } from "vitest";
import { CelMap, Maybe, Unknown, type Value } from "../../../engine/cel";
import type { JsonObject, Path } from "../../../engine/json";
import { mapAt } from "../../../engine/kubernetes/fields";
import { admittedObject } from "../../../engine/predictions/policies/admitted-object";
import { madeOf } from "../../../engine/predictions/policies/made-objects";
import { withPodAdmission } from "../../../engine/predictions/policies/pod-admission";

const SURROUNDINGS = { mountsToken: () => undefined, hasLimitRange: false };
const admitted = (object: JsonObject) => admittedObject({ object, namespace: "shop", isNamespaced: true });

/** What stands at a place; `"?"` for what is not known, `"perhaps"` for what may be absent. */
function at(value: Value | undefined, path: Path): unknown {
  let current = value;
  for (const segment of path) {
    if (current instanceof Maybe) return "perhaps";
    if (current instanceof CelMap) current = current.entries.get(String(segment));
    else if (Array.isArray(current)) current = current[Number(segment)];
    else return undefined;
  }
  if (current instanceof Maybe) return "perhaps";
  if (current instanceof Unknown) return "?";
  return current instanceof CelMap ? Object.fromEntries(current.entries) : current;
}

const container = { name: "app", image: "registry.example/app", ports: [{ containerPort: 80 }] };
const pod = (spec: JsonObject = {}): JsonObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", namespace: "shop" },
  spec: { containers: [container], ...spec },
});
const deployment = (spec: JsonObject = {}): JsonObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "shop" },
  spec: {
    selector: { matchLabels: { app: "web" } },
    template: { metadata: { labels: { app: "web" } }, spec: { containers: [container] } },
    ...spec,
  },
});

describe("an object as admission sees it", () => {
  it.each<[string, JsonObject, Path, unknown]>([
    ["defaults", deployment(), ["spec", "replicas"], 1n],
    ["what is written", deployment({ replicas: 0 }), ["spec", "replicas"], 0n],
    ["null as absent", deployment({ replicas: null }), ["spec", "replicas"], 1n],
    ["defaults below defaults", deployment(), ["spec", "strategy", "rollingUpdate", "maxSurge"], "25%"],
    [
      "no default that another field rules out",
      deployment({ strategy: { type: "Recreate" } }),
      ["spec", "strategy", "rollingUpdate"],
      undefined,
    ],
    ["zeros left out", deployment({ paused: false, minReadySeconds: 0 }), ["spec", "paused"], undefined],
    [
      "zeros of pointers",
      pod({ automountServiceAccountToken: false }),
      ["spec", "automountServiceAccountToken"],
      false,
    ],
    ["empty lists left out", pod({ imagePullSecrets: [] }), ["spec", "imagePullSecrets"], undefined],
    [
      "empty maps kept where they are structures",
      pod({ securityContext: {} }),
      ["spec", "securityContext"],
      {},
    ],
    ["the policy of untagged images", pod(), ["spec", "containers", 0, "imagePullPolicy"], "Always"],
    ["protocols", pod(), ["spec", "containers", 0, "ports", 0, "protocol"], "TCP"],
    [
      "ports of the node in the host's network",
      pod({ hostNetwork: true }),
      ["spec", "containers", 0, "ports", 0, "hostPort"],
      80n,
    ],
    [
      "templates without what only Pods are given",
      deployment(),
      ["spec", "template", "spec", "enableServiceLinks"],
      undefined,
    ],
    ["what the cluster sets", deployment(), ["metadata", "uid"], "?"],
    ["what kubectl may add", deployment(), ["metadata", "annotations"], "perhaps"],
    ["the namespace", deployment(), ["metadata", "namespace"], "shop"],
    ["status as the cluster's", deployment(), ["status"], "perhaps"],
  ])("%s", (_title, object, path, expected) => {
    expect(at(admitted(object), path)).toEqual(expected);
  });

  it("is nothing where a type is wrong", () => {
    expect(admitted(deployment({ replicas: "three" }))).toBeUndefined();
    expect(admitted(pod({ containers: { name: "app" } }))).toBeUndefined();
    expect(admitted(pod({ containers: [null] }))).toBeUndefined();
  });

  it("may be defaulted anywhere where its schema is not known", () => {
    const object = {
      apiVersion: "example.com/v1",
      kind: "Thing",
      metadata: { name: "a" },
      spec: { size: 1 },
    };
    const seen = admitted(object);
    expect(at(seen, ["spec", "size"])).toBe(1n);
    expect(seen?.entries.get("spec")).toMatchObject({ open: true });
  });
});

describe("a Pod after the plugins that every API server has", () => {
  const plugged = (spec: JsonObject, mounts: boolean | undefined, hasLimitRange = false) => {
    const object = pod(spec);
    const seen = admitted(object) ?? new CelMap(new Map());
    return withPodAdmission(seen, mapAt(object, "spec"), { mountsToken: () => mounts, hasLimitRange });
  };

  it("has an account, and its token where the account mounts it", () => {
    expect(at(plugged({}, true), ["spec", "serviceAccountName"])).toBe("default");
    expect(at(plugged({}, true), ["spec", "volumes", 0, "projected", "defaultMode"])).toBe(420n);
    expect(at(plugged({}, undefined), ["spec", "volumes"])).toBe("perhaps");
    expect(at(plugged({}, false), ["spec", "volumes"])).toBeUndefined();
    expect(at(plugged({ automountServiceAccountToken: false }, true), ["spec", "volumes"])).toBeUndefined();
  });

  it("asks for what a LimitRange says", () => {
    expect(at(plugged({}, false), ["spec", "containers", 0, "resources"])).toEqual({});
    expect(at(plugged({}, false, true), ["spec", "containers", 0, "resources"])).toBe("?");
  });

  it("requests what it is limited to", () => {
    const limited = {
      ...container,
      resources: { limits: { memory: "1024Mi", cpu: 0.5 }, requests: { cpu: "100m" } },
    };
    const path = ["spec", "containers", 0, "resources", "requests"];
    expect(at(plugged({ containers: [limited] }, false), path)).toEqual({ memory: "1Gi", cpu: "100m" });
  });
});

describe("what controllers make", () => {
  const kinds = (object: JsonObject) =>
    madeOf(object, "shop", SURROUNDINGS).map(({ kind, madeFor, group, resource }) => ({
      kind,
      madeFor,
      group,
      resource,
    }));

  it("of a Deployment: a ReplicaSet and its pods", () => {
    expect(kinds(deployment())).toEqual([
      { kind: "ReplicaSet", madeFor: "Deployment", group: "apps", resource: "replicasets" },
      { kind: "Pod", madeFor: "ReplicaSet", group: "", resource: "pods" },
    ]);
  });

  it("of a CronJob: Jobs and their pods", () => {
    const { template } = mapAt(deployment(), "spec");
    const jobTemplate = { spec: { template: template ?? {} } };
    const spec = { schedule: "* * * * *", jobTemplate };
    const job = { apiVersion: "batch/v1", kind: "CronJob", metadata: { name: "tidy" }, spec };
    expect(kinds(job).map(({ kind }) => kind)).toEqual(["Job", "Pod"]);
    expect(kinds({ ...job, spec: { ...spec, suspend: true } })).toEqual([]);
  });

  it("nothing of what stands still", () => {
    expect(kinds(deployment({ paused: true }))).toEqual([]);
    expect(kinds(deployment({ replicas: 0 })).map(({ kind }) => kind)).toEqual(["ReplicaSet"]);
    expect(kinds(pod())).toEqual([]);
  });

  it("with the labels of the template, and those of the controller", () => {
    const [, made] = madeOf(deployment(), "shop", SURROUNDINGS);
    expect(at(made?.object, ["metadata", "labels", "app"])).toBe("web");
    expect(at(made?.object, ["metadata", "labels", "pod-template-hash"])).toBe("perhaps");
    expect(at(made?.object, ["metadata", "ownerReferences"])).toBe("?");
  });
});
