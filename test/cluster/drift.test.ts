import { describe, expect, test } from "vitest";
import { changedBy } from "../../cluster/drift/changed-by";
import { compareObject } from "../../cluster/drift/compare-object";
import { driftTexts } from "../../cluster/drift/drift-texts";
import { livePath } from "../../cluster/drift/live-path";
import { rollbackOf } from "../../cluster/drift/rollback";
import type { JsonObject } from "../../engine/json";

const compare = (manifest: JsonObject, live: JsonObject, kind = "Deployment", isAutoscaled = false) =>
  compareObject(manifest, live, { kind, isAutoscaled });
const withContainer = (
  container: JsonObject,
  spec: JsonObject = {},
  template: JsonObject = {},
): JsonObject => ({
  spec: {
    replicas: 2,
    ...spec,
    template: { spec: { containers: [{ name: "api", ...container }], ...template } },
  },
});
const CONTAINER = ["spec", "template", "spec", "containers", 0];

describe("an object as its manifest has it", () => {
  test.each<[string, JsonObject, JsonObject]>([
    [
      "but for what the API server writes",
      { metadata: { name: "a" } },
      { metadata: { name: "a", uid: "x" }, status: {} },
    ],
    [
      "with quantities written otherwise",
      withContainer({ resources: { limits: { cpu: "1000m", memory: "1Gi" } } }),
      withContainer({ resources: { limits: { cpu: "1", memory: "1024Mi" } } }),
    ],
    [
      "with a port as text",
      { spec: { ports: [{ port: 80, targetPort: "8080" }] } },
      { spec: { ports: [{ port: 80, targetPort: 8080, protocol: "TCP" }] } },
    ],
    [
      "with the default protocol written",
      { spec: { ports: [{ port: 80, name: "a", protocol: "TCP" }] } },
      { spec: { ports: [{ port: 80, name: "a" }] } },
    ],
    [
      "with lists in another order, by their keys",
      {
        spec: {
          template: {
            spec: {
              containers: [
                { name: "a", image: "1" },
                { name: "b", image: "2" },
              ],
            },
          },
        },
      },
      {
        spec: {
          template: {
            spec: {
              containers: [
                { name: "b", image: "2" },
                { name: "a", image: "1" },
              ],
            },
          },
        },
      },
    ],
    [
      "with sets in another order",
      { rules: [{ verbs: ["get", "list"], resources: ["pods"] }] },
      { rules: [{ verbs: ["list", "get"], resources: ["pods"] }] },
    ],
    [
      "with capabilities by their long name",
      withContainer({ securityContext: { capabilities: { drop: ["ALL"], add: ["CAP_CHOWN"] } } }),
      withContainer({ securityContext: { capabilities: { drop: ["ALL"], add: ["CHOWN"] } } }),
    ],
    [
      "with false written where the cluster leaves it out",
      withContainer({}, {}, { hostNetwork: false }),
      withContainer({}),
    ],
    ["with empty values that are left out", withContainer({ env: [], resources: {} }), withContainer({})],
    [
      "with labels that others have put there",
      { metadata: { labels: { app: "a" } } },
      { metadata: { labels: { app: "a", team: "b" } } },
    ],
  ])("%s", (_what, manifest, live) => {
    expect(compare(manifest, live)).toEqual([]);
  });

  test("with replicas that an autoscaler sets", () => {
    const [manifest, live] = [withContainer({}), withContainer({}, { replicas: 7 })];
    expect(compare(manifest, live, "Deployment", true)).toEqual([]);
    expect(compare(manifest, live)).toEqual([
      { path: ["spec", "replicas"], kind: "differs", manifest: "2", cluster: "7", security: false },
    ]);
  });
});

describe("an object that has drifted", () => {
  test("in a field that the manifest sets", () => {
    expect(compare(withContainer({ image: "a:1" }), withContainer({ image: "a:2" }))).toEqual([
      { path: [...CONTAINER, "image"], kind: "differs", manifest: "a:1", cluster: "a:2", security: true },
    ]);
  });

  test("in a field or item that is gone", () => {
    const manifest = withContainer({ securityContext: { readOnlyRootFilesystem: true } });
    expect(compare(manifest, withContainer({}))).toEqual([
      {
        path: [...CONTAINER, "securityContext"],
        kind: "missing-in-cluster",
        manifest: '{"readOnlyRootFilesystem":true}',
        security: true,
      },
    ]);
  });

  test.each<[string, JsonObject, (string | number)[], string]>([
    [
      "a container",
      withContainer({}, {}, { containers: [{ name: "api" }, { name: "miner", image: "m" }] }),
      CONTAINER.slice(0, 4),
      '{"name":"miner","image":"m"}',
    ],
    [
      "an init container",
      withContainer({}, {}, { initContainers: [{ name: "x" }] }),
      ["spec", "template", "spec", "initContainers"],
      "container x",
    ],
    [
      "privilege",
      withContainer({ securityContext: { privileged: true } }),
      [...CONTAINER, "securityContext", "privileged"],
      "true",
    ],
    [
      "a capability",
      withContainer({ securityContext: { capabilities: { add: ["SYS_ADMIN"] } } }),
      [...CONTAINER, "securityContext", "capabilities", "add"],
      '["SYS_ADMIN"]',
    ],
    [
      "the node's network",
      withContainer({}, {}, { hostNetwork: true }),
      ["spec", "template", "spec", "hostNetwork"],
      "true",
    ],
    [
      "another account",
      withContainer({}, {}, { serviceAccountName: "admin" }),
      ["spec", "template", "spec", "serviceAccountName"],
      '"admin"',
    ],
    [
      "a volume",
      withContainer({}, {}, { volumes: [{ name: "host", hostPath: { path: "/" } }] }),
      ["spec", "template", "spec", "volumes"],
      "volume host",
    ],
  ])("by %s that only the cluster has", (_what, live, path, cluster) => {
    expect(compare(withContainer({}), live)).toEqual([
      { path, kind: "only-in-cluster", cluster, security: true },
    ]);
  });

  test("by a subject, a rule, an external address, a label of Pod Security", () => {
    const ada = { kind: "User", name: "ada" };
    const eve = { kind: "User", name: "eve" };
    expect(compare({ subjects: [ada] }, { subjects: [ada, eve] }, "RoleBinding")).toEqual([
      {
        path: ["subjects"],
        kind: "only-in-cluster",
        cluster: '{"kind":"User","name":"eve"}',
        security: true,
      },
    ]);
    const rule = { apiGroups: [""], resources: ["pods"], verbs: ["get"] };
    expect(compare({ rules: [rule] }, { rules: [rule, { ...rule, verbs: ["*"] }] }, "Role")).toMatchObject([
      { path: ["rules"], kind: "differs", security: true },
    ]);
    expect(compare({ spec: {} }, { spec: { externalIPs: ["1.2.3.4"] } }, "Service")).toMatchObject([
      { path: ["spec", "externalIPs"], kind: "only-in-cluster" },
    ]);
    const labels = { "pod-security.kubernetes.io/enforce": "privileged" };
    expect(compare({ metadata: {} }, { metadata: { labels } }, "Namespace")).toMatchObject([
      { path: ["metadata", "labels", "pod-security.kubernetes.io/enforce"], cluster: "privileged" },
    ]);
  });
});

describe("no value that may be secret is shown", () => {
  test.each<[string, JsonObject, JsonObject, string]>([
    ["of a Secret", { data: { a: "c2VjcmV0MQ==" } }, { data: { a: "c2VjcmV0Mg==" } }, "Secret"],
    ["of a ConfigMap", { data: { a: "secret1" } }, { data: { a: "secret2" } }, "ConfigMap"],
    [
      "of a variable",
      withContainer({ env: [{ name: "DB_PASSWORD", value: "secret1" }] }),
      withContainer({ env: [{ name: "DB_PASSWORD", value: "secret2" }] }),
      "Deployment",
    ],
    [
      "of a command",
      withContainer({ args: ["--x=secret1"] }),
      withContainer({ args: ["--x=secret2"] }),
      "Deployment",
    ],
    [
      "in a URL",
      withContainer({ env: [{ name: "DSN", value: "postgres://u:secret1@h/d" }] }),
      withContainer({ env: [{ name: "DSN", value: "postgres://u:secret2@h/d" }] }),
      "Deployment",
    ],
    [
      "in a container that only the cluster has",
      withContainer({}),
      withContainer(
        {},
        {},
        {
          containers: [
            { name: "api" },
            { name: "x", args: ["secret1"], env: [{ name: "TOKEN", value: "secret2" }] },
          ],
        },
      ),
      "Deployment",
    ],
  ])("%s", (_what, manifest, live, kind) => {
    const found = compare(manifest, live, kind);
    expect(found).not.toEqual([]);
    expect(JSON.stringify(found)).not.toMatch(/secret[12]|c2VjcmV0/);
    expect(JSON.stringify(found)).toContain("***");
  });

  test("but other values are", () => {
    const env = (value: string) => withContainer({ env: [{ name: "LOG_LEVEL", value }] });
    expect(compare(env("info"), env("debug"))).toMatchObject([{ manifest: "info", cluster: "debug" }]);
  });
});

describe("both sides of an object", () => {
  test("hold what the manifest sets, and what only the cluster has in lists", () => {
    const manifest = {
      kind: "Deployment",
      ...withContainer({ image: "a:1", env: [{ name: "TOKEN", value: "secret1" }] }),
    };
    const live = {
      kind: "Deployment",
      ...withContainer(
        {},
        { paused: false },
        {
          dnsPolicy: "ClusterFirst",
          containers: [
            { name: "miner", image: "m" },
            {
              name: "api",
              image: "a:2",
              terminationMessagePath: "/x",
              env: [{ name: "TOKEN", value: "secret2" }],
            },
          ],
        },
      ),
      status: {},
    };
    const { manifest: ours, cluster } = driftTexts(manifest, live);
    expect(ours).toContain("image: a:1");
    expect(cluster).toContain(
      '        - name: api\n          image: a:2\n          env:\n            - name: TOKEN\n              value: "***"\n        - name: miner',
    );
    expect(cluster).not.toMatch(/paused|dnsPolicy|terminationMessagePath|status/);
    expect(ours + cluster).not.toMatch(/secret[12]/);
  });

  test("show no value of a ConfigMap or Secret", () => {
    for (const kind of ["ConfigMap", "Secret"]) {
      const { manifest, cluster } = driftTexts(
        { kind, data: { a: "one", b: "x" } },
        { kind, data: { a: "two" } },
      );
      expect(manifest).toContain('a: "***"\n  b: "***"');
      expect(manifest + cluster).not.toMatch(/one|two/);
    }
  });
});

describe("who changed a field", () => {
  const live: JsonObject = {
    metadata: {
      managedFields: [
        {
          manager: "helm",
          time: "2026-01-01T00:00:00Z",
          fieldsV1: {
            "f:spec": {
              "f:replicas": {},
              "f:template": { "f:spec": { "f:containers": { 'k:{"name":"api"}': { "f:name": {} } } } },
            },
          },
        },
        {
          manager: "kubectl-set",
          time: "2026-02-01T00:00:00Z",
          fieldsV1: {
            "f:spec": {
              "f:template": { "f:spec": { "f:containers": { 'k:{"name":"api"}': { "f:image": {} } } } },
            },
          },
        },
      ],
    },
    spec: { template: { spec: { containers: [{ name: "sidecar" }, { name: "api", image: "a:2" }] } } },
  };

  test("is the manager with the nearest record, whatever the order of the list", () => {
    const manifest = withContainer({ image: "a:1" });
    const path = livePath(manifest, live, [...CONTAINER, "image"]);
    expect(path).toEqual(["spec", "template", "spec", "containers", 1, "image"]);
    expect(changedBy(live, path)).toEqual({ manager: "kubectl-set", time: "2026-02-01T00:00:00Z" });
    expect(changedBy(live, ["spec", "replicas"])).toEqual({ manager: "helm", time: "2026-01-01T00:00:00Z" });
    expect(changedBy(live, ["metadata", "labels", "x"])).toBeUndefined();
  });
});

describe("a rollback", () => {
  const replicaSet = (revision: string, configMap?: string): JsonObject => ({
    metadata: {
      name: `api-${revision}`,
      namespace: "shop",
      annotations: { "deployment.kubernetes.io/revision": revision },
      ownerReferences: [{ kind: "Deployment", name: "api", controller: true }],
    },
    spec: {
      template: { spec: { containers: [], volumes: configMap ? [{ configMap: { name: configMap } }] : [] } },
    },
  });
  const current = (revision: string, spec: JsonObject = {}): JsonObject => ({
    metadata: {
      name: "api",
      namespace: "shop",
      annotations: { "deployment.kubernetes.io/revision": revision },
    },
    spec,
  });

  test.each([
    [current("1"), [replicaSet("1")], { possible: false, why: "there was only one revision yet" }],
    [
      current("3"),
      [replicaSet("1"), replicaSet("2"), replicaSet("3")],
      { possible: true, revision: "2", why: "revision 2 is kept in ReplicaSet api-2" },
    ],
    [current("3"), [replicaSet("3")], { possible: false, why: "no older ReplicaSet is left" }],
    [
      current("3", { revisionHistoryLimit: 0 }),
      [],
      { possible: false, why: "revisionHistoryLimit is 0: no old ReplicaSet is kept" },
    ],
    [
      current("2"),
      [replicaSet("1", "old")],
      { possible: false, revision: "1", why: "revision 1 needs the ConfigMap old, which is gone" },
    ],
    [
      current("2"),
      [replicaSet("1", "kept")],
      { possible: true, revision: "1", why: "revision 1 is kept in ReplicaSet api-1" },
    ],
  ])("%#", (deployment, sets, expected) => {
    expect(rollbackOf(deployment, sets, new Set(["kept"]))).toEqual(expected);
  });
});
