import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../engine/json";
import { judge } from "../engine/judge";
import { generatePods } from "../engine/standards/generate-pods";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import { quotasInForce } from "./in-force";
import { createDraw, generateBounds, generateWorkloadPod } from "./prediction-cases";
import { until } from "./wait";

const SEED = 20_261_127;
const NAMESPACES = 40;
const PODS_EACH = 12;
const RULES = ["admission/pod-security-refuses", "resources/limit-range-refuses", "resources/quota-refuses"];

/** What the rules predict for a pod beside the objects of its namespace; empty where it is accepted. */
function predicted(objects: readonly object[], closed = false): string[] {
  const text = objects.map((object) => JSON.stringify(object)).join("\n---\n");
  return RULES.flatMap((rule) => judge(rule, text, { closed })).map(({ message }) => message);
}

describe.skipIf(skipped("predictions of admission", await controlPlaneMissing()))(
  "what is predicted, asked of the real control plane",
  () => {
    let cluster: ControlPlane;

    beforeAll(async () => {
      cluster = await startControlPlane();
    }, controlPlaneTimeout);

    afterAll(async () => {
      await cluster?.stop();
    });

    /**
     * Creates the objects of a namespace and waits until its quotas are counted and enforced; the objects that were
     * accepted.
     */
    async function furnish(namespace: string, bounds: readonly JsonObject[]): Promise<JsonObject[]> {
      const accepted: JsonObject[] = [];
      for (const object of bounds) {
        const plural = `${String(object.kind).toLowerCase()}s`;
        const path = `/api/v1/namespaces/${namespace}/${plural}`;
        const { status } = await cluster.request("POST", path, object);
        if (status === 201) accepted.push(object);
      }
      if (accepted.some(({ kind }) => kind === "ResourceQuota"))
        await quotasInForce(cluster.request, namespace);
      return accepted;
    }

    test(`${NAMESPACES * PODS_EACH} pods between LimitRanges, quotas and Pod Security, seed ${SEED}`, async () => {
      const draw = createDraw(SEED);
      const differences: string[] = [];
      const reasons: Record<string, number> = {};
      let accepted = 0;
      for (let index = 0; index < NAMESPACES; index++) {
        const namespace = `bounds-${index}`;
        const labels: Record<string, string> = draw.chance(30)
          ? { "pod-security.kubernetes.io/enforce": "baseline" }
          : {};
        await cluster.createNamespace(namespace, labels);
        const bounds = await furnish(namespace, generateBounds(draw, namespace));
        const facts = [
          { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace, labels } },
          ...bounds,
        ];
        for (let each = 0; each < PODS_EACH; each++) {
          const pod = generateWorkloadPod(draw, namespace, `pod-${each}`);
          const { status, body } = await cluster.request(
            "POST",
            `/api/v1/namespaces/${namespace}/pods?dryRun=All`,
            pod,
          );
          const message = String(body?.message ?? "");
          const ours = predicted([...facts, pod]);
          const isRefused = status !== 201;
          if (isRefused) {
            const reason =
              /exceeded quota|must specify|minimum|maximum|max limit to request ratio|violates PodSecurity|less than or equal/.exec(
                message,
              )?.[0] ?? message;
            reasons[reason] = (reasons[reason] ?? 0) + 1;
          } else accepted++;
          if (isRefused !== ours.length > 0)
            differences.push(
              `${JSON.stringify([...bounds, pod])}: ${status} ${message} / ours: ${ours.join("; ")}`,
            );
        }
      }
      process.stderr.write(
        `predictions: ${accepted} accepted, refused ${JSON.stringify(reasons)}, seed ${SEED}\n`,
      );
      expect(differences).toEqual([]);
      expect(accepted).toBeGreaterThanOrEqual(100);
      for (const reason of [
        "exceeded quota",
        "must specify",
        "minimum",
        "maximum",
        "less than or equal",
        "violates PodSecurity",
      ])
        expect(reasons[reason] ?? 0, reason).toBeGreaterThanOrEqual(5);
    }, 180_000);

    test("Deployments whose ReplicaSets are refused are those that are said to create no pods", async () => {
      const pods = generatePods(SEED, 60).filter(
        ({ spec }) => (spec.os as JsonObject | undefined) === undefined,
      );
      const namespace = "levels";
      const labels = { "pod-security.kubernetes.io/enforce": "baseline" };
      await cluster.createNamespace(namespace, labels);
      const owner = { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace, labels } };
      const deployments: { name: string; ours: string[] }[] = [];
      for (const [index, { metadata, spec }] of pods.entries()) {
        const name = `web-${index}`;
        const deployment = deploymentOf(name, namespace, spec, metadata.annotations, 1);
        const { status } = await cluster.request(
          "POST",
          `/apis/apps/v1/namespaces/${namespace}/deployments`,
          deployment,
        );
        if (status === 201) deployments.push({ name, ours: predicted([owner, deployment]) });
      }
      const differences: string[] = [];
      let refused = 0;
      for (const { name, ours } of deployments) {
        const { created, message } = await settled(name, namespace);
        // What validation refuses of a pod is not predicted here.
        if (!created && !message.includes("violates PodSecurity")) continue;
        if (!created) refused++;
        if (created === ours.length > 0) differences.push(`${name}: ${message} / ours: ${ours.join("; ")}`);
      }
      expect(differences).toEqual([]);
      expect(refused).toBeGreaterThanOrEqual(10);
      expect(deployments.length - refused).toBeGreaterThanOrEqual(10);
    }, 120_000);

    test.each([
      ["cpu-fits", { "requests.cpu": "1" }, [3, 1], 0],
      ["cpu-is-short", { "requests.cpu": "900m" }, [3, 1], 1],
      ["pods-fit", { pods: "4" }, [3, 1], 0],
      ["pods-are-short", { pods: "3" }, [2, 2], 1],
      ["limits-are-short", { "limits.memory": "200Mi" }, [2, 2], 1],
    ])(
      "the sum of a namespace: %s",
      async (namespace, hard, replicas, missing) => {
        await cluster.createNamespace(namespace);
        const quota: JsonObject = {
          apiVersion: "v1",
          kind: "ResourceQuota",
          metadata: { name: "all", namespace },
          spec: { hard },
        };
        await furnish(namespace, [quota]);
        const resources = { requests: { cpu: "250m", memory: "64Mi" }, limits: { memory: "64Mi" } };
        const deployments = replicas.map((count, index) =>
          deploymentOf(
            `web-${index}`,
            namespace,
            { containers: [{ name: "web", image: "a:1", resources }] },
            {},
            count,
          ),
        );
        await cluster.apply(deployments);
        let refused = 0;
        for (const [index, count] of replicas.entries()) {
          await until(`ReplicaSet ${index} is settled`, async () => {
            const status = await replicaSetStatus(`web-${index}`, namespace);
            const failed = status?.conditions?.some(
              ({ type }: { type: string }) => type === "ReplicaFailure",
            );
            return status?.replicas === count || failed === true;
          });
          refused += count - ((await replicaSetStatus(`web-${index}`, namespace))?.replicas ?? 0);
        }
        expect(refused > 0).toBe(missing > 0);
        expect(predicted([quota, ...deployments], true)).toHaveLength(missing);
      },
      60_000,
    );

    const claim = (size: string): JsonObject => ({
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName: "fast",
        resources: { requests: { storage: size } },
      },
    });
    const service = (spec: JsonObject): JsonObject => ({
      apiVersion: "v1",
      kind: "Service",
      spec: {
        selector: { app: "a" },
        ...spec,
        ports: [
          { name: "a", port: 80 },
          { name: "b", port: 81 },
        ],
      },
    });
    test.each([
      ["claim-fits", { "requests.storage": "5Gi" }, claim("5Gi"), true],
      ["claim-is-too-big", { "requests.storage": "4Gi" }, claim("5Gi"), false],
      ["no-claims", { persistentvolumeclaims: "0" }, claim("5Gi"), false],
      ["class-fits", { "slow.storageclass.storage.k8s.io/requests.storage": "0" }, claim("5Gi"), true],
      ["class-is-full", { "fast.storageclass.storage.k8s.io/requests.storage": "1Gi" }, claim("5Gi"), false],
      ["balancers", { "services.loadbalancers": "0" }, service({ type: "LoadBalancer" }), false],
      ["node-ports", { "services.nodeports": "1" }, service({ type: "NodePort" }), false],
      ["enough-node-ports", { "services.nodeports": "2" }, service({ type: "NodePort" }), true],
      ["balancer-ports", { "services.nodeports": "1" }, service({ type: "LoadBalancer" }), false],
      [
        "balancer-without-ports",
        { "services.nodeports": "0" },
        service({ type: "LoadBalancer", allocateLoadBalancerNodePorts: false }),
        true,
      ],
      ["no-services", { services: "0" }, service({}), false],
    ])("a single object: %s", async (namespace, hard, made, isAccepted) => {
      await cluster.createNamespace(namespace);
      const quota: JsonObject = {
        apiVersion: "v1",
        kind: "ResourceQuota",
        metadata: { name: "all", namespace },
        spec: { hard },
      };
      await furnish(namespace, [quota]);
      const object: JsonObject = { ...made, metadata: { name: "one", namespace } };
      const plural = `${String(object.kind).toLowerCase()}s`;
      const { status } = await cluster.request("POST", `/api/v1/namespaces/${namespace}/${plural}`, object);
      expect(status).toBe(isAccepted ? 201 : 403);
      expect(predicted([quota, object], true)).toHaveLength(isAccepted ? 0 : 1);
    });

    // biome-ignore lint/suspicious/noExplicitAny: the status of a ReplicaSet, of which the callers read parts
    async function replicaSetStatus(deployment: string, namespace: string): Promise<any> {
      const { body } = await cluster.request(
        "GET",
        `/apis/apps/v1/namespaces/${namespace}/replicasets?labelSelector=app%3D${deployment}`,
      );
      return body?.items?.[0]?.status;
    }

    /** Waits until the ReplicaSet has its pod or was refused it. */
    async function settled(name: string, namespace: string): Promise<{ created: boolean; message: string }> {
      let result = { created: false, message: "" };
      await until(`the ReplicaSet of ${name} is settled`, async () => {
        const status = await replicaSetStatus(name, namespace);
        const failure = status?.conditions?.find(({ type }: { type: string }) => type === "ReplicaFailure");
        result = { created: (status?.replicas ?? 0) > 0, message: String(failure?.message ?? "") };
        return result.created || failure !== undefined;
      });
      return result;
    }
  },
);

function deploymentOf(
  name: string,
  namespace: string,
  spec: JsonObject,
  annotations: Readonly<Record<string, string>>,
  replicas: number,
): JsonObject {
  const { ephemeralContainers: _never, ...rest } = spec;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name }, annotations: { ...annotations } }, spec: rest },
    },
  };
}
