import { describe, expect, test } from "vitest";
import { createManifestIndex } from "../../cluster/triage/manifest-index";
import { PATTERN_TITLES } from "../../cluster/triage/pattern-titles";
import { createSnapshot } from "../../cluster/triage/snapshot";
import { type TriageQuestion, triage } from "../../cluster/triage/triage";
import type { JsonObject } from "../../engine/json";
import { ruleById } from "../../engine/rules/registry";
import { deployment, event, pod, waiting } from "./live-objects";

const run = (objects: JsonObject[], question?: TriageQuestion) =>
  triage(createSnapshot("test", objects), question);
const API = { groupKind: "apps/Deployment", kind: "Deployment", namespace: "shop", name: "api" };
const IMAGE = ["spec", "template", "spec", "containers", 0, "image"];
const failedPull = (text: string) =>
  event("Pod", "api-1", "Failed", `Failed to pull image "r.example.com/a:1": ${text}`);

describe("an image that cannot be pulled", () => {
  test.each([
    [
      "rpc error: code = NotFound desc = failed to pull: manifest unknown",
      "image/not-found",
      'no tag "1" of a',
    ],
    ["rpc error: r.example.com/a:1: not found", "image/not-found", 'no tag "1" of a'],
    ["failed to fetch anonymous token: 401 Unauthorized", "image/identity-refused", "names no pull secret"],
    [
      "pull access denied, repository does not exist or may require authorization",
      "image/identity-refused",
      "names no pull secret",
    ],
    ["denied: client with IP '10.1.2.3' is not allowed access", "image/registry-firewall", "firewall"],
    [
      "dial tcp: lookup r.example.com: no such host",
      "image/registry-unreachable",
      "cannot reach r.example.com",
    ],
    [
      "tls: failed to verify certificate: x509: certificate signed by unknown authority",
      "image/certificate",
      "does not trust",
    ],
    ["429 Too Many Requests - toomanyrequests: pull rate limit", "image/rate-limit", "limits how often"],
    ["no match for platform in manifest: not found", "image/platform", "not built for the node's processor"],
  ])("%s: %s", (text, pattern, words) => {
    const message = failedPull(text);
    const found = run([...deployment("api"), pod("api", waiting("ImagePullBackOff", "Back-off")), message]);
    expect(found).toEqual([
      expect.objectContaining({
        pattern,
        workload: API,
        pods: ["api-1"],
        cause: expect.stringContaining(words),
        path: IMAGE,
      }),
    ]);
    expect(found[0]?.evidence).toEqual([
      {
        object: "Pod shop/api-1",
        place: "status.containerStatuses[0].state.waiting",
        text: "ImagePullBackOff: Back-off",
      },
      { object: "Pod shop/api-1", place: "event Failed (2 times)", text: message.message },
    ]);
    expect(found[0]?.commands).toContain("kubectl describe pod api-1 --namespace=shop --context=test");
  });

  test("whose name is none", () => {
    const state = waiting("InvalidImageName", 'couldn\'t parse image name "A B"');
    const objects = [...deployment("api"), pod("api", state, {}, { container: { image: "A B" } })];
    expect(run(objects)).toMatchObject([
      { pattern: "image/invalid-name", rules: ["image/invalid-reference"] },
    ]);
  });

  test("whose pull secret is not there", () => {
    const objects = [
      ...deployment("api"),
      pod("api", waiting("ImagePullBackOff"), { imagePullSecrets: [{ name: "regcred" }] }),
      event(
        "Pod",
        "api-1",
        "FailedToRetrieveImagePullSecret",
        "Unable to retrieve some image pull secrets (regcred)",
      ),
    ];
    expect(run(objects)).toMatchObject([
      {
        pattern: "image/pull-secret",
        cause: expect.stringContaining('"regcred" of namespace shop is not there'),
        path: ["spec", "template", "spec", "imagePullSecrets"],
        commands: ["kubectl get secret regcred --namespace=shop --context=test", expect.any(String)],
      },
    ]);
  });

  const node = (name: string, pool: string): JsonObject => ({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: { "kubernetes.azure.com/agentpool": pool } },
  });
  const acr = { container: { image: "shop.azurecr.io/a:1" } };
  const ready: JsonObject = {
    phase: "Running",
    container: { ready: true, imageID: "shop.azurecr.io/a@sha256:1", state: { running: {} } },
  };
  const timeout = event(
    "Pod",
    "api-1",
    "Failed",
    'Failed to pull image "shop.azurecr.io/a:1": dial tcp 1.2.3.4:443: i/o timeout',
  );

  test("on one node pool alone: its subnet is not known to the registry's firewall", () => {
    const found = run([
      ...deployment("api"),
      node("n1", "fresh"),
      node("n2", "old"),
      pod("api", waiting("ErrImagePull"), { nodeName: "n1" }, acr),
      pod("api", ready, { nodeName: "n2" }, { ...acr, name: "api-2" }),
      timeout,
    ]);
    expect(found).toMatchObject([
      {
        pattern: "image/registry-firewall",
        cause: expect.stringContaining('reached from node pool "old" but from no node of pool "fresh"'),
        commands: expect.arrayContaining(["az acr network-rule list --name=shop"]),
      },
    ]);
    expect(found[0]?.evidence.at(-1)).toMatchObject({
      object: "Pod api-2",
      text: "pulled from shop.azurecr.io on node pool old",
    });
  });

  test("on one node pool of Azure, where every pool has one identity, is the firewall's doing", () => {
    const image = "shop.azurecr.io/a:1";
    const node = (name: string, agentpool: string): JsonObject => ({
      apiVersion: "v1",
      kind: "Node",
      metadata: { name, labels: { agentpool } },
    });
    const pulled = { state: { running: {} }, ready: true, imageID: `${image}@sha256:1` };
    const objects = (spec: JsonObject) => [
      node("n1", "new"),
      node("n2", "old"),
      ...deployment("api"),
      pod("api", waiting("ImagePullBackOff"), spec, { container: { image } }),
      pod(
        "api",
        { phase: "Running", container: pulled },
        { nodeName: "n2" },
        { name: "api-2", container: { image } },
      ),
      event("Pod", "api-1", "Failed", `Failed to pull image "${image}": 403 Forbidden`),
    ];
    expect(run(objects({}))).toMatchObject([{ pattern: "image/registry-firewall" }]);
    expect(run(objects({ imagePullSecrets: [{ name: "own" }] }))).toMatchObject([
      { pattern: "image/identity-refused" },
    ]);
  });

  test("on a pool where others are pulled is no matter of pools", () => {
    const objects = [
      ...deployment("api"),
      node("n1", "fresh"),
      node("n2", "fresh"),
      pod("api", waiting("ErrImagePull"), { nodeName: "n1" }, acr),
      pod("api", ready, { nodeName: "n2" }, { ...acr, name: "api-2" }),
      timeout,
    ];
    expect(run(objects)).toMatchObject([{ pattern: "image/registry-unreachable" }]);
  });

  test("in two pods of a workload is one diagnosis", () => {
    const objects = [
      ...deployment("api"),
      pod("api", waiting("ErrImagePull")),
      pod("api", waiting("ImagePullBackOff"), {}, { name: "api-2" }),
    ];
    expect(run(objects)).toMatchObject([{ pattern: "image/unknown", pods: ["api-1", "api-2"] }]);
  });
});

describe("a container that cannot be made", () => {
  const env = [{ name: "P", valueFrom: { secretKeyRef: { name: "db", key: "password" } } }];
  test.each([
    ['secret "db" not found', "config/secret-missing", ["env", 0, "valueFrom", "secretKeyRef", "name"]],
    [
      "couldn't find key password in Secret shop/db",
      "config/key-missing",
      ["env", 0, "valueFrom", "secretKeyRef", "key"],
    ],
    ['configmap "settings" not found', "config/config-map-missing", []],
    [
      "container has runAsNonRoot and image will run as root (pod: ...)",
      "config/runs-as-root",
      ["securityContext"],
    ],
    ["something else", "config/create-error", []],
  ])("%s: %s", (message, pattern, below) => {
    const state = waiting("CreateContainerConfigError", message);
    const objects = [...deployment("api"), pod("api", state, {}, { container: { env } })];
    expect(run(objects)).toMatchObject([
      { pattern, workload: API, path: ["spec", "template", "spec", "containers", 0, ...below] },
    ]);
  });

  test("since the class that makes the Secret is mounted by no pod", () => {
    const providerClass = {
      apiVersion: "secrets-store.csi.x-k8s.io/v1",
      kind: "SecretProviderClass",
      metadata: { name: "vault", namespace: "shop" },
      spec: { secretObjects: [{ secretName: "db" }] },
    };
    const objects = [
      ...deployment("api"),
      pod("api", waiting("CreateContainerConfigError", 'secret "db" not found')),
      providerClass,
    ];
    expect(run(objects)).toMatchObject([
      { pattern: "config/synced-secret", cause: expect.stringContaining('SecretProviderClass "vault"') },
    ]);
  });
});

describe("a volume that cannot be mounted", () => {
  const volumes = [
    {
      name: "v",
      csi: { driver: "secrets-store.csi.k8s.io", volumeAttributes: { secretProviderClass: "vault" } },
    },
  ];
  const PREFIX = 'MountVolume.SetUp failed for volume "v" : rpc error: code = Unknown desc = ';
  test.each([
    [
      "kubernetes.io/csi: driver name secrets-store.csi.k8s.io not found in the list of registered CSI drivers",
      "volume/driver-missing",
    ],
    [
      'failed to get secretproviderclass shop/vault, error: SecretProviderClass "vault" not found',
      "volume/class-missing",
    ],
    ['provider not found: provider "azure"', "volume/provider-missing"],
    [
      "failed to mount objects: AADSTS700213: No matching federated identity record found",
      "volume/identity-refused",
    ],
    [
      "keyvault.BaseClient#GetSecret: Failure responding to request: StatusCode=403 -- Original Error",
      "volume/access-refused",
    ],
    [
      "keyvault.BaseClient#GetSecret: Failure responding to request: StatusCode=404 -- SecretNotFound",
      "volume/object-missing",
    ],
    ["grpc: received message larger than max", "volume/too-large"],
  ])("%s: %s", (text, pattern) => {
    const objects = [
      ...deployment("api"),
      pod("api", waiting("ContainerCreating"), { volumes, serviceAccountName: "reader" }),
      event("Pod", "api-1", "FailedMount", `${PREFIX}${text}`),
    ];
    expect(run(objects)).toMatchObject([
      {
        pattern,
        workload: API,
        evidence: [
          { object: "Pod shop/api-1", place: "event FailedMount (2 times)", text: `${PREFIX}${text}` },
        ],
        path: ["spec", "template", "spec", "volumes", 0, "csi", "volumeAttributes", "secretProviderClass"],
      },
    ]);
  });

  test("names the subject that the federation must have", () => {
    const objects = [
      ...deployment("api"),
      pod("api", waiting("ContainerCreating"), { volumes, serviceAccountName: "reader" }),
      event("Pod", "api-1", "FailedMount", `${PREFIX}AADSTS700213: no match`),
    ];
    expect(run(objects)[0]?.cause).toContain("system:serviceaccount:shop:reader");
  });

  test("and whose values were not rotated, in a pod that runs", () => {
    const objects = [
      ...deployment("api"),
      pod("api", { phase: "Running" }, { volumes }),
      event("Pod", "api-1", "SecretRotationFailed", "failed to rotate objects"),
      event("Pod", "api-1", "FailedMount", "of long ago"),
    ];
    expect(run(objects)).toMatchObject([{ pattern: "volume/not-rotated" }]);
  });

  test("since its Secret is missing", () => {
    const objects = [
      ...deployment("api"),
      pod("api", waiting("ContainerCreating"), { volumes: [{ name: "s", secret: { secretName: "tls" } }] }),
      event(
        "Pod",
        "api-1",
        "FailedMount",
        'MountVolume.SetUp failed for volume "s" : secret "tls" not found',
      ),
    ];
    expect(run(objects)).toMatchObject([
      {
        pattern: "volume/source-missing",
        path: ["spec", "template", "spec", "volumes", 0, "secret", "secretName"],
      },
    ]);
  });
});

describe("pods that are refused", () => {
  test.each([
    [
      'pods "api-x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
      "rejected/pod-security",
      "restricted:latest",
    ],
    [
      'pods "api-x" is forbidden: exceeded quota: compute, requested: cpu=2, used: cpu=1, limited: cpu=2',
      "rejected/quota",
      '"compute"',
    ],
    [
      'pods "api-x" is forbidden: failed quota: compute: must specify limits.memory for: api',
      "rejected/quota",
      "wants limits.memory",
    ],
    [
      'pods "api-x" is forbidden: error looking up service account shop/reader: serviceaccount "reader" not found',
      "rejected/account-missing",
      '"reader"',
    ],
    [
      'admission webhook "validate.kyverno.svc" denied the request: no',
      "rejected/admission",
      "validate.kyverno.svc",
    ],
    [
      'pods "api-x" is forbidden: maximum memory usage per Container is 1Gi',
      "rejected/limit-range",
      "memory",
    ],
  ])("%s: %s", (text, pattern, words) => {
    const [owner, replicas] = deployment("api");
    const empty = { ...replicas, status: { replicas: 0 } };
    const objects = [
      owner ?? {},
      empty,
      event("ReplicaSet", "api-rs", "FailedCreate", `Error creating: ${text}`),
    ];
    expect(run(objects)).toMatchObject([
      {
        pattern,
        workload: API,
        cause: expect.stringContaining(words),
        evidence: [{ object: "ReplicaSet shop/api-rs", place: "event FailedCreate (2 times)" }],
      },
    ]);
  });

  test("are known by the condition where the event has expired, and forgotten where all are there", () => {
    const message = 'pods "x" is forbidden: violates PodSecurity "restricted:latest": x';
    const conditions = [{ type: "ReplicaFailure", status: "True", reason: "FailedCreate", message }];
    const [owner, replicas] = deployment("api");
    expect(run([owner ?? {}, { ...replicas, status: { replicas: 0, conditions } }])).toMatchObject([
      { pattern: "rejected/pod-security", evidence: [{ place: "status.conditions[0] (ReplicaFailure)" }] },
    ]);
    expect(run([...deployment("api"), event("ReplicaSet", "api-rs", "FailedCreate", message)])).toEqual([]);
  });
});

describe("a container that ends", () => {
  const ended = (reason: string, exitCode: number, more: JsonObject = {}): JsonObject => ({
    phase: "Running",
    container: {
      state: { waiting: { reason: "CrashLoopBackOff" } },
      lastState: { terminated: { reason, exitCode } },
      ...more,
    },
  });
  const run1 = (status: JsonObject, ...more: JsonObject[]) =>
    run([
      ...deployment("api"),
      pod("api", status, {}, { container: { resources: { limits: { memory: "64Mi" } } } }),
      ...more,
    ]);

  test("for want of memory", () => {
    expect(run1(ended("OOMKilled", 137))).toMatchObject([
      {
        pattern: "crash/out-of-memory",
        cause: expect.stringContaining("its limit of 64Mi"),
        path: ["spec", "template", "spec", "containers", 0, "resources", "limits", "memory"],
      },
    ]);
  });

  test.each([
    ["Error", 1, "crash/exit", "exit code 1"],
    ["Error", 127, "crash/not-executable", "127"],
    ["Completed", 0, "crash/ended", "exit code 0"],
  ])("%s %i: %s", (reason, code, pattern, words) => {
    expect(run1(ended(reason, code))).toMatchObject([
      {
        pattern,
        cause: expect.stringContaining(words),
        commands: expect.arrayContaining([
          "kubectl logs api-1 --container=api --namespace=shop --previous --context=test",
        ]),
      },
    ]);
  });

  test("since its probe fails", () => {
    const probe = event(
      "Pod",
      "api-1",
      "Unhealthy",
      "Liveness probe failed: HTTP probe failed with statuscode: 500",
    );
    expect(run1(ended("Error", 137), probe)).toMatchObject([
      { pattern: "crash/liveness", evidence: [{ place: "event Unhealthy (2 times)" }, {}, {}] },
    ]);
  });

  test("but runs again is none", () => {
    const status = ended("OOMKilled", 137, { ready: true, state: { running: {} } });
    expect(run1(status)).toEqual([]);
  });
});

describe("a pod that waits for a node", () => {
  test.each([
    ["0/3 nodes are available: 3 Insufficient cpu.", "pending/resources"],
    ["0/3 nodes are available: 3 node(s) had untolerated taint {dedicated: gpu}.", "pending/taint"],
    ["0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.", "pending/selector"],
    ["0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.", "pending/volume"],
  ])("%s: %s", (message, pattern) => {
    const conditions = [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message }];
    const objects = [...deployment("api"), pod("api", { conditions }, { nodeName: "" })];
    expect(run(objects)).toMatchObject([
      { pattern, evidence: [{ place: "status.conditions[0] (PodScheduled)", text: message }] },
    ]);
  });

  test("that nobody has looked at", () => {
    expect(run([...deployment("api"), pod("api", {}, { nodeName: "" })])).toMatchObject([
      { pattern: "pending/no-scheduler" },
    ]);
  });
});

describe("requests that end at the edge", () => {
  const ingress = (service = "api", port: JsonObject = { number: 80 }): JsonObject => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "shop", namespace: "shop" },
    spec: { rules: [{ http: { paths: [{ path: "/", backend: { service: { name: service, port } } }] } }] },
  });
  const service = (
    selector: JsonObject = { app: "api" },
    targetPort: number | string = 8080,
  ): JsonObject => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "api", namespace: "shop" },
    spec: { selector, ports: [{ port: 80, targetPort }] },
  });
  const slice = (ready: boolean): JsonObject => ({
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name: "api-x", namespace: "shop", labels: { "kubernetes.io/service-name": "api" } },
    endpoints: [{ addresses: ["10.1.1.1"], conditions: { ready } }],
  });
  const probed = {
    containers: [
      {
        name: "api",
        image: "r.example.com/a:1",
        ports: [{ containerPort: 8080 }],
        readinessProbe: { httpGet: { path: "/healthz", port: 9090 } },
      },
    ],
  };
  const unready = pod("api", { phase: "Running", container: { state: { running: {} } } });
  const BACKEND = ["spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"];

  test("for want of the Service, or its port", () => {
    expect(run([ingress()])).toMatchObject([
      { pattern: "edge/service-missing", workload: { kind: "Ingress", name: "shop" }, path: BACKEND },
    ]);
    expect(run([ingress("api", { number: 81 }), service(), slice(true), ...deployment("api")])).toMatchObject(
      [{ pattern: "edge/port-missing", cause: expect.stringContaining("port 81") }],
    );
  });

  test("since the selector fits nothing", () => {
    expect(run([ingress(), service({ app: "other" }), ...deployment("api")])).toMatchObject([
      { pattern: "edge/no-pods", workload: { kind: "Service", name: "api" }, path: ["spec", "selector"] },
    ]);
  });

  test("since no pod is ready: the probe's path", () => {
    const objects = [ingress(), service(), slice(false), ...deployment("api"), unready];
    const probe = event(
      "Pod",
      "api-1",
      "Unhealthy",
      "Readiness probe failed: HTTP probe failed with statuscode: 404",
    );
    expect(run([...objects, probe])).toMatchObject([
      {
        pattern: "edge/not-ready",
        workload: API,
        cause: expect.stringContaining("a path that the program does not serve (404)"),
        evidence: [
          { place: "event Unhealthy (2 times)" },
          { object: "EndpointSlice shop/api-x", place: "endpoints", text: "0 of 1 endpoints are ready" },
        ],
      },
    ]);
    expect(run(objects)).toMatchObject([{ pattern: "edge/no-endpoints" }]);
  });

  test("since the probe asks a port that no container declares", () => {
    const probe = event(
      "Pod",
      "api-1",
      "Unhealthy",
      "Readiness probe failed: dial tcp 10.1.1.1:9090: connection refused",
    );
    const objects = [ingress(), service(), slice(false), ...deployment("api", probed), unready, probe];
    expect(run(objects)).toMatchObject([
      {
        pattern: "edge/probe-mismatch",
        cause: expect.stringContaining("asks port 9090, which no container declares (8080)"),
      },
    ]);
  });

  test("since the Service leads to a port name that nobody declares", () => {
    const objects = [ingress(), service({ app: "api" }, "http"), slice(false), ...deployment("api", probed)];
    expect(run(objects)).toMatchObject([{ pattern: "edge/target-port", path: ["spec", "ports"] }]);
  });

  test("since a policy shuts the controller out, though all is ready", () => {
    const policy: JsonObject = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "own-only", namespace: "shop" },
      spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [{ podSelector: {} }] }] },
    };
    const controller = deployment("ingress-nginx-controller", {}, "ingress-nginx");
    const objects = [ingress(), service(), slice(true), ...deployment("api", probed), ...controller];
    expect(run(objects)).toEqual([]);
    expect(run([...objects, policy])).toMatchObject([
      {
        pattern: "edge/policy",
        cause: expect.stringContaining("shut the ingress controller out of port 8080"),
        evidence: [{}, { object: "NetworkPolicy shop/own-only", place: "spec.ingress" }],
      },
    ]);
  });

  test("by a route of the Gateway API", () => {
    const route: JsonObject = {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: { name: "shop", namespace: "shop" },
      spec: { rules: [{ backendRefs: [{ name: "gone", port: 80 }] }] },
    };
    expect(run([route])).toMatchObject([
      {
        pattern: "edge/service-missing",
        workload: { kind: "HTTPRoute", name: "shop" },
        path: ["spec", "rules", 0, "backendRefs", 0, "name"],
      },
    ]);
  });
});

describe("names that do not resolve", () => {
  const policy: JsonObject = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "egress", namespace: "shop" },
    spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{ ports: [{ port: 443 }] }] },
  };
  const crashing = pod("api", {
    phase: "Running",
    container: {
      imageID: "x",
      state: { waiting: { reason: "CrashLoopBackOff" } },
      lastState: { terminated: { reason: "Error", exitCode: 1 } },
    },
  });

  test("since a policy keeps an unwell pod from the cluster's DNS", () => {
    const found = run([...deployment("api"), crashing, policy]);
    expect(found.map(({ pattern }) => pattern)).toEqual(["crash/exit", "dns/policy"]);
    expect(found[1]).toMatchObject({
      workload: API,
      evidence: [{ object: "NetworkPolicy shop/egress", place: "spec.egress" }],
      rules: ["network/dns-egress-cut"],
    });
  });

  test("are no matter of a pod that is well", () => {
    const well = pod("api", {
      phase: "Running",
      container: { imageID: "x", ready: true, state: { running: {} } },
    });
    expect(run([...deployment("api"), well, policy])).toEqual([]);
  });
});

describe("a rollout that has given up", () => {
  const stuck = () => {
    const [owner, ...rest] = deployment("api");
    const conditions = [
      { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded", message: "timed out" },
    ];
    return [{ ...owner, status: { conditions } }, ...rest];
  };

  test("is told where nothing else explains it", () => {
    expect(run(stuck())).toMatchObject([{ pattern: "rollout/stuck", workload: API }]);
    const found = run([...stuck(), pod("api", waiting("ErrImagePull"))]);
    expect(found.map(({ pattern }) => pattern)).toEqual(["image/unknown"]);
  });
});

describe("what is known of a pod alone", () => {
  const running = { imageID: "r.example.com/a@sha256:1", state: { running: {} } };
  const unhealthy = event("Pod", "api-1", "Unhealthy", "Readiness probe failed: connection refused");

  test("that runs and is not ready, behind no edge", () => {
    const objects = [...deployment("api"), pod("api", { phase: "Running", container: running })];
    expect(run([...objects, unhealthy])).toMatchObject([
      {
        pattern: "rollout/not-ready",
        workload: API,
        cause: expect.stringContaining("nothing listens on the port of the readiness probe"),
        path: ["spec", "template", "spec", "containers", 0, "readinessProbe"],
        evidence: [
          { place: "event Unhealthy (2 times)" },
          { place: "status.containerStatuses[0].ready", text: "false" },
        ],
      },
    ]);
    expect(run(objects)).toEqual([]);
    const ready = pod("api", { phase: "Running", container: { ...running, ready: true } });
    expect(run([...deployment("api"), ready, unhealthy])).toEqual([]);
  });

  test("that its node has put out, or whose node does not answer", () => {
    const message = "The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi.";
    const evicted = pod("api", { phase: "Failed", reason: "Evicted", message });
    expect(run([...deployment("api"), evicted])).toMatchObject([
      {
        pattern: "node/evicted",
        cause: expect.stringContaining("ran short of ephemeral-storage"),
        evidence: [{ object: "Pod shop/api-1", place: "status.message", text: message }],
      },
    ]);
    const node = (status: string): JsonObject => ({
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: "n1" },
      status: {
        conditions: [
          {
            type: "Ready",
            status,
            reason: "NodeStatusUnknown",
            message: "Kubelet stopped posting node status.",
          },
        ],
      },
    });
    const here = pod("api", { phase: "Running", container: { ...running, ready: true } });
    expect(run([...deployment("api"), here, node("Unknown")])).toMatchObject([
      {
        pattern: "node/not-ready",
        evidence: [
          {
            object: "Node n1",
            place: "status.conditions[0] (Ready)",
            text: "NodeStatusUnknown: Kubelet stopped posting node status.",
          },
        ],
      },
    ]);
    expect(run([...deployment("api"), here, node("True")])).toEqual([]);
  });

  test("whose hook fails, or which the runtime cannot start", () => {
    const hook = pod("api", waiting("PostStartHookError", "Exec lifecycle hook failed"));
    expect(run([...deployment("api"), hook])).toMatchObject([
      { pattern: "crash/hook", path: ["spec", "template", "spec", "containers", 0, "lifecycle"] },
    ]);
    const terminated = {
      reason: "ContainerCannotRun",
      exitCode: 127,
      message: 'exec: "/app": permission denied',
    };
    const dead = pod("api", { phase: "Failed", container: { state: { terminated } } });
    expect(run([...deployment("api"), dead])).toMatchObject([
      {
        pattern: "crash/not-executable",
        evidence: [{ place: "status.containerStatuses[0].state.terminated" }],
      },
    ]);
  });

  test("which OpenShift refuses", () => {
    const [owner, set] = deployment("api");
    const message =
      'pods "api-x" is forbidden: unable to validate against any security context constraint: [provider "anyuid": Forbidden: not usable by user]';
    const objects = [
      owner ?? {},
      { ...set, status: { replicas: 0 } },
      event("ReplicaSet", "api-rs", "FailedCreate", message),
    ];
    expect(run(objects)).toMatchObject([
      {
        pattern: "rejected/security-context-constraint",
        cause: expect.stringContaining('provider "anyuid": Forbidden'),
      },
    ]);
  });
});

describe("a load balancer that may ask elsewhere", () => {
  const ingress: JsonObject = {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "shop", namespace: "shop" },
    spec: {
      ingressClassName: "azure-application-gateway",
      rules: [
        {
          host: "shop.example.com",
          http: {
            paths: [
              { path: "/", pathType: "Prefix", backend: { service: { name: "api", port: { number: 80 } } } },
            ],
          },
        },
      ],
    },
  };
  const objects = [
    ingress,
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "api", namespace: "shop" },
      spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8080 }] },
    },
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: {
        name: "api-x",
        namespace: "shop",
        labels: { "kubernetes.io/service-name": "api" },
      },
      endpoints: [{ addresses: ["10.0.0.1"], conditions: { ready: true } }],
    },
    ...deployment("api"),
  ];

  test.each([[{ name: "ingress/shop" }], [{ name: "deployment/api" }]])(
    "is told to who asks about %j",
    (question) => {
      expect(run(objects, question)).toMatchObject([
        {
          pattern: "edge/health-check",
          workload: { kind: "Ingress", name: "shop" },
          cause: expect.stringContaining("no container of api declares port 8080"),
          rules: ["edge/health-probe"],
        },
      ]);
    },
  );

  test("is not told to who asks what fails: nothing proves it", () => {
    expect(run(objects)).toEqual([]);
    expect(run(objects, { name: "other" })).toEqual([]);
  });
});

describe("a question", () => {
  const objects = [
    ...deployment("api"),
    pod("api", waiting("ErrImagePull")),
    ...deployment("web"),
    pod("web", waiting("ErrImagePull")),
  ];
  test.each([
    [{ name: "api" }, ["api"]],
    [{ name: "deployment/web" }, ["web"]],
    [{ name: "deployments/web" }, ["web"]],
    [{ name: "pod/api-1" }, ["api"]],
    [{ name: "statefulset/api" }, []],
    [{ namespace: "other" }, []],
    [{ namespace: "shop" }, ["api", "web"]],
  ])("%j is answered about %j", (question, names) => {
    expect(run(objects, question).map(({ workload }) => workload.name)).toEqual(names);
  });
});

test("commands quote what a shell could read", () => {
  const objects = [...deployment("api"), pod("api", waiting("ErrImagePull"))];
  const [found] = triage(createSnapshot("it's $(me)", objects));
  expect(found?.commands.at(-1)).toBe(
    "kubectl describe pod api-1 --namespace=shop '--context=it'\\''s $(me)'",
  );
});

test("every rule that a diagnosis names exists", async () => {
  const { readdir, readFile } = await import("node:fs/promises");
  const folder = new URL("../../cluster/triage/patterns/", import.meta.url);
  const texts = await Promise.all(
    (await readdir(folder)).map((name) => readFile(new URL(name, folder), "utf8")),
  );
  const ids = texts.flatMap((text) =>
    [
      ...text.matchAll(
        /"((?:edge|network|identity|secrets|workload|image|resources|admission|operations)\/[a-z-]+)"/g,
      ),
    ].map(([, id]) => id ?? ""),
  );
  const missing = [...new Set(ids)].filter((id) => !(id in PATTERN_TITLES) && !ruleById(id));
  expect(missing).toEqual([]);
});

test("a manifest of the workspace is found, with the place of the fault", () => {
  const text = [
    "apiVersion: apps/v1",
    "kind: Deployment",
    "metadata:",
    "  name: api",
    "spec:",
    "  template:",
    "    spec:",
    "      containers:",
    "        - name: api",
    "          image: r.example.com/a:1",
    "  selector: {}",
    "",
  ].join("\n");
  const index = createManifestIndex([{ name: "deploy/api.yaml", text }]);
  const found = index.find("apps/Deployment", "shop", "api");
  expect(found?.place(IMAGE as (string | number)[])).toEqual({
    file: "deploy/api.yaml",
    start: { line: 9, column: 17 },
    end: { line: 9, column: 34 },
  });
  expect(index.find("apps/Deployment", "shop", "web")).toBeUndefined();
});
