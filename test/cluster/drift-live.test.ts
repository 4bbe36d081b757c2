import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { readKubeconfig } from "../../cluster";
import { readDrift } from "../../cluster/drift/drift";
import { createListCache } from "../../cluster/listing/list-cache";
import { readPosture } from "../../cluster/posture/posture";
import { type ClusterApi, createClusterApi } from "../../cluster/transport/cluster-api";
import { openTransport } from "../../cluster/transport/open-transport";
import { createManifestIndex } from "../../cluster/triage/manifest-index";
import { createPolicy } from "../../engine/policy/policy";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import { HARDENED_OBJECTS } from "./hardened-objects";

describe.skipIf(skipped("drift", await controlPlaneMissing()))("manifests that were just applied", () => {
  let plane: ControlPlane;
  let api: ClusterApi;
  const manifests = createManifestIndex([
    { name: "all.yaml", text: HARDENED_OBJECTS.map((object) => stringify(object)).join("---\n") },
  ]);
  const drift = async () => {
    const { objects, unseen } = await readDrift(api, createListCache(api), {
      manifests,
      defaultNamespace: "default",
    });
    expect(unseen).toEqual([]);
    return objects
      .filter(({ state }) => state !== "same")
      .map(({ object, state, differences }) => ({
        name: `${object.kind} ${object.name}`,
        state,
        paths: differences.map(({ path }) => path.join(".")),
      }));
  };

  beforeAll(async () => {
    plane = await startControlPlane({});
    await plane.apply(HARDENED_OBJECTS.slice(0, 1));
    await plane.apply(HARDENED_OBJECTS.slice(1));
    const kubeconfig = await readKubeconfig({ paths: [plane.adminKubeconfig], refused: [] });
    api = createClusterApi(await openTransport({ kubeconfig, context: "admin" }));
  }, controlPlaneTimeout);

  afterAll(async () => {
    api?.close();
    await plane?.stop();
  });

  test("have not drifted, whatever the API server has filled in", async () => {
    expect(await drift()).toEqual([]);
  });

  test("of a release are looked for in its namespace, where they name none", async () => {
    await plane.createNamespace("released");
    const settings = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "settings" },
      data: { a: "b" },
    };
    await plane.apply([{ ...settings, metadata: { ...settings.metadata, namespace: "released" } }]);
    // As tools note it, for whoever renders.
    const annotations = { "config.kubernetes.io/origin": "path: settings.yaml\n" };
    const rendered = { ...settings, metadata: { ...settings.metadata, annotations } };
    const states = async (namespaceOf?: (file: string) => string | undefined) => {
      const { objects } = await readDrift(api, createListCache(api), {
        manifests: createManifestIndex([{ name: "chart", text: stringify(rendered) }]),
        defaultNamespace: "nowhere",
        ...(namespaceOf ? { namespaceOf } : {}),
      });
      return objects.map(({ object, state }) => `${object.namespace}/${object.name}: ${state}`);
    };
    expect(await states((file) => (file === "chart" ? "released" : undefined))).toEqual([
      "released/settings: same",
    ]);
    expect(await states()).toEqual(["nowhere/settings: not-applied"]);
  });

  test("are told from what no cluster knows, and from kinds that this one does not serve", async () => {
    const text = (object: object) => stringify(object);
    const other = createManifestIndex([
      { name: "kustomization.yaml", text: "resources: [all.yaml]\n" },
      { name: "Chart.yaml", text: "apiVersion: v2\nname: shop\nversion: 1.0.0\n" },
      {
        name: "a.yaml",
        text: text({ apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "w" } }),
      },
      {
        name: "b.yaml",
        text: text({
          apiVersion: "node.k8s.io/v1",
          kind: "RuntimeClass",
          metadata: { name: "gone" },
          handler: "x",
        }),
      },
      {
        name: "c.yaml",
        text: text({
          apiVersion: "node.k8s.io/v1",
          kind: "RuntimeClass",
          metadata: { name: "sandboxed" },
          handler: "kata",
        }),
      },
    ]);
    const { objects } = await readDrift(api, createListCache(api), {
      manifests: other,
      defaultNamespace: "nowhere",
    });
    expect(objects.map(({ object, state, note }) => ({ ...object, state, note }))).toEqual([
      { groupKind: "node.k8s.io/RuntimeClass", kind: "RuntimeClass", name: "gone", state: "not-applied" },
      { groupKind: "node.k8s.io/RuntimeClass", kind: "RuntimeClass", name: "sandboxed", state: "differs" },
      {
        groupKind: "example.com/Widget",
        kind: "Widget",
        namespace: "nowhere",
        name: "w",
        state: "not-compared",
        note: "the cluster does not serve this kind",
      },
    ]);
  });

  test("have no finding that their manifests would not have", async () => {
    const { analysis } = await readPosture(api, createListCache(api), {
      context: "admin",
      today: "2026-05-01",
      policyFor: (version) =>
        createPolicy(
          {},
          { profile: "prod", ...(version === undefined ? {} : { kubernetesVersion: version }) },
        ),
    });
    const found = analysis.findings
      .filter(({ finding, managedBy }) => managedBy === undefined && finding.resource.namespace === "shop")
      .map(({ finding }) => `${finding.rule} ${finding.resource.kind} ${finding.resource.name}`);
    // What is left is true: the StatefulSet shares account and policy with others, and its Service is not headless.
    expect(found).toEqual([
      "identity/shared-service-account Deployment api",
      "network/dns-egress-cut NetworkPolicy default-deny",
      "resources/stateful-set-service StatefulSet store",
    ]);
  });

  test("are judged by the Secrets that are there, where their names are asked for, and no value is sent", async () => {
    const secret = { apiVersion: "v1", kind: "Secret", stringData: { password: "s3cr3t-value" } };
    // With an annotation that repeats it all, as a client-side apply leaves it.
    const manifest = JSON.stringify({ ...secret, metadata: { name: "other", namespace: "shop" } });
    expect((await plane.kubectl(["apply", "--filename=-"], { stdin: manifest })).code).toBe(0);
    const answers: string[] = [];
    const kubeconfig = await readKubeconfig({ paths: [plane.adminKubeconfig], refused: [] });
    const transport = await openTransport({ kubeconfig, context: "admin" });
    const listening = createClusterApi({
      ...transport,
      send: async (call, signal) => {
        const answer = await transport.send(call, signal);
        if (call.path.includes("/secrets")) answers.push(`${call.path} ${answer.text}`);
        return answer;
      },
    });
    const posture = await readPosture(listening, createListCache(listening), {
      context: "admin",
      today: "2026-05-01",
      secretNames: true,
      policyFor: () =>
        createPolicy(
          {},
          { profile: "prod", rules: ["edge/ingress-without-tls", "secrets/missing-reference"] },
        ),
    });
    listening.close();
    expect(posture.secrets).toEqual([{ namespace: "shop", name: "other", type: "Opaque" }]);
    expect(answers.length).toBeGreaterThan(3);
    for (const answer of answers) {
      expect(answer).toContain("/secrets?includeObject=None&limit=500");
      expect(answer).not.toMatch(/s3cr3t|czNjcjN0|last-applied/);
    }
    expect((await plane.request("DELETE", "/api/v1/namespaces/shop/secrets/other")).status).toBe(200);
  });

  test("have, once somebody has laid hands on them", async () => {
    const patch = (path: string, body: object) => plane.request("PATCH", path, body);
    await patch("/apis/apps/v1/namespaces/shop/deployments/api", {
      spec: { replicas: 4, template: { spec: { hostNetwork: false, shareProcessNamespace: true } } },
    });
    await patch("/api/v1/namespaces/shop", {
      metadata: { labels: { "pod-security.kubernetes.io/enforce": "baseline" } },
    });
    await patch("/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies/default-deny", {
      spec: { policyTypes: ["Ingress"] },
    });
    await patch("/apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings/reader", {
      subjects: [
        { kind: "ServiceAccount", name: "api", namespace: "shop" },
        { kind: "ServiceAccount", name: "default", namespace: "shop" },
      ],
    });
    await plane.request("DELETE", "/apis/policy/v1/namespaces/shop/poddisruptionbudgets/api");
    await plane.apply([
      {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "debug", namespace: "shop" },
        spec: restrictedPod(),
      },
    ]);
    expect(await drift()).toEqual([
      {
        name: "Namespace shop",
        state: "differs",
        paths: ["metadata.labels.pod-security.kubernetes.io/enforce"],
      },
      // The autoscaler's replicas are its own business.
      { name: "Deployment api", state: "differs", paths: ["spec.template.spec.shareProcessNamespace"] },
      { name: "NetworkPolicy default-deny", state: "differs", paths: ["spec.policyTypes"] },
      { name: "Pod debug", state: "only-in-cluster", paths: [] },
      { name: "PodDisruptionBudget api", state: "not-applied", paths: [] },
      { name: "RoleBinding reader", state: "differs", paths: ["subjects"] },
    ]);
  });
});

function restrictedPod(): object {
  return {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      {
        name: "debug",
        image: "registry.example.com/debug:1",
        resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "16Mi" } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
      },
    ],
  };
}
