import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { policyName } from "../../engine/export/admission-policy";
import { policySources } from "../../engine/export/cel/registry";
import { exportPolicies } from "../../engine/export/export-policies";
import { isObject, type JsonObject } from "../../engine/json";
import { podTemplatesOf } from "../../engine/kubernetes/pod-template";
import { resourcesOf } from "../../engine/kubernetes/resource";
import { createPolicy } from "../../engine/policy/policy";
import { ruleById } from "../../engine/rules/registry";
import { podSecurityViolations } from "../../engine/standards/pod-security/violations";
import { generatePods } from "../engine/standards/generate-pods";
import { skipped } from "../oracles/skip";
import type { ApiResponse } from "./api-client";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import {
  createObjectSender,
  customResourceDefinitions,
  type ExampleObject,
  engineVerdict,
  exampleConfiguration,
  examplesOf,
  isExemptNamespace,
  namespaceOf,
  neededBy,
  type ObjectSender,
  warningsOf,
} from "./export-support";
import { until } from "./wait";

const SEED = 20_261_126;
const GENERATED = 400;
/** An object with this label is refused by the one rule that the label names, so that each rule speaks for itself. */
const LABEL = "test.kube-rampart/rule";
const RULES = policySources.map(({ rule }) => rule);
const POD_SECURITY = RULES.filter((id) => (ruleById(id)?.standards?.pss?.length ?? 0) > 0);

/** The manifests of the exporter; its bindings look at labelled objects only. */
function labelledBindings(manifests: readonly JsonObject[]): JsonObject[] {
  return manifests.map((manifest) => {
    if (manifest.kind !== "ValidatingAdmissionPolicyBinding" || !isObject(manifest.spec)) return manifest;
    const objectSelector = { matchLabels: { [LABEL]: manifest.spec.policyName ?? "" } };
    return { ...manifest, spec: { ...manifest.spec, matchResources: { objectSelector } } };
  });
}

/** The bindings of the exporter, for one namespace. */
function bindingsIn(namespace: string, manifests: readonly JsonObject[]): JsonObject[] {
  return manifests.flatMap((manifest) => {
    if (manifest.kind !== "ValidatingAdmissionPolicyBinding" || !isObject(manifest.spec)) return [];
    const namespaceSelector = { matchLabels: { "kubernetes.io/metadata.name": namespace } };
    return [{ ...manifest, spec: { ...manifest.spec, matchResources: { namespaceSelector } } }];
  });
}

function labelled(object: JsonObject, rule: string): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const labels = isObject(metadata.labels) ? metadata.labels : {};
  const name = `rampart-${rule.replace("/", "-")}`;
  return { ...object, metadata: { ...metadata, labels: { ...labels, [LABEL]: name } } };
}

const saysNo = ({ status, body }: ApiResponse, rule: string): boolean =>
  status === 403 &&
  String(body.message).includes(
    `ValidatingAdmissionPolicy 'rampart-${rule.replace("/", "-")}' with binding 'rampart-${rule.replace("/", "-")}-`,
  ) &&
  String(body.message).includes(`denied request: ${rule}: `);

/** Whether the object got past admission; one of that name may exist, and the status of a review is no refusal. */
const isAdmitted = ({ status }: ApiResponse): boolean => status === 201 || status === 409;

describe.skipIf(skipped("exported policies", await controlPlaneMissing()))("the exported policies", () => {
  let cluster: ControlPlane;
  let sender: ObjectSender;

  const create = async (object: JsonObject): Promise<void> => {
    const { status, body } = await cluster.request("POST", sender.collectionOf(object) ?? "", object);
    if (status !== 201) throw new Error(`${JSON.stringify(object.metadata)}: ${status} ${body.message}`);
  };

  beforeAll(async () => {
    cluster = await startControlPlane();
    const definitions = customResourceDefinitions();
    if (definitions.length > 0) await cluster.apply(definitions);
    await until("the custom resources are not served", async () => {
      sender = await createObjectSender(cluster);
      return definitions.every((definition) => sender.serves(definition));
    });
    const configuration = exampleConfiguration(RULES);
    const policy = createPolicy(configuration, { profile: "prod", rules: RULES });
    const prod = exportPolicies({ policy });
    const namespaces = new Set(["generated", "shop", "workloads"]);
    for (const id of RULES)
      for (const { object } of examplesOf(id)) namespaces.add(namespaceOf(object) ?? "shop");
    for (const name of namespaces)
      if (name !== "default" && !isExemptNamespace(name)) await cluster.createNamespace(name, ADMIN_ACCESS);
    await cluster.apply(neededBy(RULES.flatMap(examplesOf)));
    for (const manifest of labelledBindings(prod)) {
      if (manifest.kind === "Namespace" && namespaces.has("rampart-system")) continue;
      await create(manifest);
    }
    const dev = exportPolicies({
      policy: createPolicy(configuration, { profile: "dev", rules: POD_SECURITY }),
    });
    for (const binding of bindingsIn("generated", dev)) await create(binding);
    const blocking = exportPolicies({
      policy: createPolicy(configuration, { profile: "pss-restricted" }),
    });
    // Pod Security as the namespace of the workloads gets it, when old workloads are there already.
    await create(oldDeployment);
    await until("the old Deployment has no pod", async () => (await podsOf("old")).length === 1);
    for (const binding of bindingsIn("workloads", blocking)) await create(binding);
    const probe = { ...badPod, metadata: { name: "probe", namespace: "workloads" } };
    await until("the policies do not refuse", async () => (await sender.tryCreate(probe)).status === 403);
  }, controlPlaneTimeout);

  afterAll(async () => {
    await cluster?.stop();
  });

  const badPod: JsonObject = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "bad", namespace: "workloads" },
    spec: {
      containers: [{ name: "app", image: "registry.example/app:1", securityContext: { privileged: true } }],
    },
  };
  const oldTemplate = (image: string, extra: readonly JsonObject[] = []): JsonObject => ({
    metadata: { labels: { app: "old" } },
    spec: {
      containers: [{ name: "app", image, securityContext: { privileged: true } }, ...extra],
    },
  });
  const oldDeployment: JsonObject = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "old", namespace: "workloads", labels: { app: "old" } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: "old" } },
      template: oldTemplate("registry.example/app:1"),
    },
  };
  const deployment = "/apis/apps/v1/namespaces/workloads/deployments/old";
  const podsOf = async (app: string): Promise<JsonObject[]> =>
    (await cluster.request("GET", `/api/v1/namespaces/workloads/pods?labelSelector=app%3D${app}`)).body.items;

  test("are at least a hundred, with every check of the Pod Security Standards", () => {
    expect(RULES.length).toBeGreaterThanOrEqual(MINIMUM);
    expect(new Set(RULES).size).toBe(RULES.length);
  });

  describe.each(RULES.map((rule) => [rule] as const))("%s", (rule) => {
    test("refuses what its bad example shows, and admits its good one", async () => {
      const skips: Record<string, number> = {};
      let refused = 0;
      let admitted = 0;
      for (const example of examplesOf(rule)) {
        // What the example says of the version does not hold for this server.
        const options = { ...example.options, kubernetesVersion: policyOptions.kubernetesVersion };
        const expected = engineVerdict(example.object, options).has(rule);
        const reason = skipReason(example);
        if (reason) {
          skips[reason] = (skips[reason] ?? 0) + 1;
          continue;
        }
        const object = labelled(example.object, rule);
        const answer = await verdictOf(object, expected);
        if (answer.status === 422 || answer.status === 400) {
          skips["the API server finds it invalid"] = (skips["the API server finds it invalid"] ?? 0) + 1;
          continue;
        }
        const said = `${example.source}: ${answer.status} ${answer.body.message ?? ""}`;
        expect(expected ? saysNo(answer, rule) : isAdmitted(answer), said).toBe(true);
        if (expected) refused++;
        else admitted++;
      }
      if (!SELF_REFUSED.has(rule))
        expect(refused, `refused; skipped: ${JSON.stringify(skips)}`).toBeGreaterThan(0);
      expect(admitted, `admitted; skipped: ${JSON.stringify(skips)}`).toBeGreaterThan(0);
      for (const [reason, count] of Object.entries(skips))
        process.stderr.write(`exported ${rule}: ${count} skipped: ${reason}\n`);
    });
  });

  /** A binding takes a moment to be seen; a refusal that is expected is waited for. */
  async function verdictOf(object: JsonObject, expected: boolean): Promise<ApiResponse> {
    for (let attempt = 0; ; attempt++) {
      const answer = await sender.tryCreate(object);
      if (!expected || attempt > 40 || !isAdmitted(answer)) return answer;
      await sleep(100);
    }
  }

  function skipReason({ object }: ExampleObject): string | undefined {
    if (!sender.collectionOf(object)) return "its kind is not served";
    if (isExemptNamespace(namespaceOf(object))) return "its namespace is the system's";
    return undefined;
  }

  test(`judge ${GENERATED} generated pods as the engine does, seed ${SEED}`, async () => {
    const pods = generatePods(SEED, GENERATED);
    const differences: string[] = [];
    let clean = 0;
    let faulty = 0;
    for (const [index, pod] of pods.entries()) {
      // The API server creates no pod with ephemeral containers, so the generated ones become init containers.
      const { ephemeralContainers = [], ...spec } = pod.spec;
      const initContainers = [
        ...(Array.isArray(spec.initContainers) ? spec.initContainers : []),
        ...(Array.isArray(ephemeralContainers) ? ephemeralContainers : []),
      ];
      const object: JsonObject = {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { ...pod.metadata, name: `pod-${index}`, namespace: "generated" },
        spec: { ...spec, ...(initContainers.length > 0 ? { initContainers } : {}) },
      };
      const answer = await sender.tryCreate(object);
      // What validation refuses, admission did not decide.
      if (answer.status !== 201) continue;
      const theirs = warningsOf(answer).flatMap(
        (warning) => /: ([a-z-]+\/[a-z-]+): /.exec(warning)?.[1] ?? [],
      );
      const ours = [...engineVerdict(object, policyOptions)].filter((id) =>
        POD_SECURITY.some((each) => each === id),
      );
      if (ours.length > 0) faulty++;
      else clean++;
      if (theirs.sort().join() !== ours.sort().join())
        differences.push(`pod-${index}: ours ${ours.join(", ")}; theirs ${theirs.join(", ")}`);
      const [template] = resourcesOf(object).flatMap(podTemplatesOf);
      const violations = template ? podSecurityViolations(template, "restricted", 37) : [];
      if (violations.length > 0 !== theirs.length > 0)
        differences.push(
          `pod-${index}: Pod Security says ${violations.map(({ check }) => check).join(", ")}`,
        );
    }
    process.stderr.write(
      `exported Pod Security policies: ${clean} pods clean, ${faulty} not, seed ${SEED}\n`,
    );
    expect(differences).toEqual([]);
    expect(clean + faulty).toBeGreaterThanOrEqual(300);
    expect(clean).toBeGreaterThanOrEqual(30);
    expect(faulty).toBeGreaterThanOrEqual(100);
  }, 120_000);

  const policyOptions = createPolicy({}, {}).options;

  test("an old bad Deployment is scaled, and its new pods are made", async () => {
    const scaled = await cluster.request("PATCH", `${deployment}/scale`, { spec: { replicas: 2 } });
    expect(scaled.status).toBe(200);
    await until("the second pod is not made", async () => (await podsOf("old")).length === 2);
    const replicas = await cluster.request("PATCH", deployment, { spec: { replicas: 3 } });
    expect(replicas.status).toBe(200);
    await until("the third pod is not made", async () => (await podsOf("old")).length === 3);
  });

  test("an old bad Deployment gets a new image, and rolls it out", async () => {
    const updated = await cluster.request("PATCH", deployment, {
      spec: { template: oldTemplate("registry.example/app:2") },
    });
    expect(updated.status).toBe(200);
    await until("the new image is not rolled out", async () =>
      JSON.stringify(await podsOf("old")).includes("registry.example/app:2"),
    );
  });

  test("an old bad Deployment is not made worse", async () => {
    const second = { name: "second", image: "registry.example/app:2", securityContext: { privileged: true } };
    const worse = await cluster.request("PATCH", `${deployment}?dryRun=All`, {
      spec: { template: oldTemplate("registry.example/app:2", [second]) },
    });
    expect(worse.status).toBe(403);
    expect(worse.body.message).toMatch(/container second/);
    expect(worse.body.message).not.toMatch(/container app/);
  });

  test("a debug container is held to the same, by its own subresource", async () => {
    const [pod] = await podsOf("old");
    const name = isObject(pod?.metadata) ? pod.metadata.name : "";
    const debug = (securityContext: JsonObject) =>
      cluster.request("PATCH", `/api/v1/namespaces/workloads/pods/${name}/ephemeralcontainers?dryRun=All`, {
        spec: {
          ephemeralContainers: [{ name: "debug", image: "registry.example/debug:1", securityContext }],
        },
      });
    const sound = {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    };
    expect((await debug(sound)).status).toBe(200);
    const refused = await debug({ ...sound, allowPrivilegeEscalation: true });
    expect(refused.status).toBe(403);
    expect(refused.body.message).toContain("workload/privilege-escalation: ");
    expect(refused.body.message).toContain("container debug");
  });

  test("an old bad Deployment is deleted, with its pods", async () => {
    const deleted = await cluster.request("DELETE", `${deployment}?propagationPolicy=Background`);
    expect(deleted.status).toBe(200);
    await until("the pods are not deleted", async () => {
      const left = await podsOf("old");
      // No kubelet is there to let them go.
      return left.every((pod) => isObject(pod.metadata) && pod.metadata.deletionTimestamp !== undefined);
    });
  });

  test("kube-system is left alone, and so are the namespaces of policy engines", async () => {
    const inSystem = labelled(
      { ...badPod, metadata: { name: "bad", namespace: "kube-system" } },
      "workload/privileged",
    );
    expect((await sender.tryCreate(inSystem)).status).toBe(201);
    await cluster.createNamespace("kyverno");
    const inEngine = labelled(
      { ...badPod, metadata: { name: "bad", namespace: "kyverno" } },
      "workload/privileged",
    );
    expect((await sender.tryCreate(inEngine)).status).toBe(201);
    const elsewhere = labelled(
      { ...badPod, metadata: { name: "bad", namespace: "shop" } },
      "workload/privileged",
    );
    expect(saysNo(await sender.tryCreate(elsewhere), "workload/privileged")).toBe(true);
  });

  test("the type checker of the API server has no word against them", async () => {
    await until("the policies are not type-checked", async () => {
      const { body } = await cluster.request(
        "GET",
        "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies",
      );
      return body.items.every(
        ({ status }: { status?: { observedGeneration?: number } }) => status?.observedGeneration,
      );
    });
    const { body } = await cluster.request(
      "GET",
      "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies",
    );
    const warnings = body.items.flatMap(
      ({
        metadata,
        status,
      }: {
        metadata: { name: string };
        status: { typeChecking?: { expressionWarnings?: { warning: string }[] } };
      }) =>
        (status.typeChecking?.expressionWarnings ?? []).map(({ warning }) => `${metadata.name}: ${warning}`),
    );
    expect(warnings).toEqual([]);
    expect(body.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name).sort()).toEqual(
      policySources.map(policyName).sort(),
    );
  });
});

/** Without it the API server refuses claims for administrative access before any policy does. */
const ADMIN_ACCESS = { "resource.kubernetes.io/admin-access": "true" };

/** Rules of which newer API servers refuse every offender themselves. */
const SELF_REFUSED: ReadonlySet<string> = new Set(["workload/proc-mount"]);

/** What the documentation promises. */
const MINIMUM = 100;
