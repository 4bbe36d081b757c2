import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
  CLUSTER_CHECKS,
  type Cluster,
  type LiveRequest,
  NAMESPACE_CHECKS,
  type Question,
  readKubeconfig,
  type Subject,
} from "../../cluster";
import { typedArguments } from "../../cluster/kubectl/kubectl-arguments";
import { openApiCluster } from "../../cluster/transport/api-cluster";
import { type ClusterApi, createClusterApi } from "../../cluster/transport/cluster-api";
import { openTransport } from "../../cluster/transport/open-transport";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import {
  type ControlPlane,
  controlPlaneTimeout,
  type KubectlResult,
  startControlPlane,
} from "./control-plane";

/** Asks with the very command that a row shows. */
type Kubectl = (request: LiveRequest) => Promise<KubectlResult>;

/** What `kubectl auth can-i` has said; its *no* about a kind that it does not know is none. */
function said({ stdout, stderr }: KubectlResult): Answer["answer"] {
  if (/doesn't have a resource type/.test(stderr)) return "unknown";
  return stdout.startsWith("yes") ? "allowed" : stdout.startsWith("no") ? "denied" : "unknown";
}

const ME: Subject = { kind: "me" };
const API: Subject = { kind: "service-account", namespace: "shop", name: "api" };
const rbac = "rbac.authorization.k8s.io";

describe.skipIf(skipped("the direct cluster", await controlPlaneMissing()))(
  "a cluster asked directly",
  () => {
    let plane: ControlPlane;
    const apis: ClusterApi[] = [];

    async function open(kubeconfig: string): Promise<{ direct: Cluster; kubectl: Kubectl }> {
      const config = await readKubeconfig({ paths: [kubeconfig], refused: [] });
      const [context] = config.contexts;
      if (!context) throw new Error("no context");
      const transport = await openTransport({ kubeconfig: config, context: context.name });
      const api = createClusterApi(transport, { reviews: { inFlight: 4 } });
      apis.push(api);
      return {
        direct: openApiCluster(context, api),
        kubectl: (request) => plane.kubectl(typedArguments(context.name, request), { kubeconfig }),
      };
    }

    beforeAll(async () => {
      plane = await startControlPlane({ audit: true, users: [{ name: "ada", groups: ["developers"] }] });
      await plane.createNamespace("shop");
      const bind = (role: string, subject: object) => ({
        apiVersion: `${rbac}/v1`,
        kind: "RoleBinding",
        metadata: { name: role, namespace: "shop" },
        roleRef: { apiGroup: rbac, kind: "ClusterRole", name: role },
        subjects: [subject],
      });
      await plane.apply([
        { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "api", namespace: "shop" } },
        bind("view", { kind: "User", name: "ada", apiGroup: rbac }),
        bind("edit", { kind: "ServiceAccount", name: "api", namespace: "shop" }),
      ]);
    }, controlPlaneTimeout);

    afterAll(async () => {
      for (const api of apis) api.close();
      await plane?.stop();
    });

    test("answers as kubectl does", async () => {
      const { direct, kubectl } = await open(
        await plane.writeKubeconfig("ada", { user: { token: plane.token("ada") }, namespace: "shop" }),
      );
      const questions: Question[] = [
        ...NAMESPACE_CHECKS.slice(0, 6).map(({ question }) => ({ ...question, namespace: "shop" })),
        ...NAMESPACE_CHECKS.slice(-3).map(({ question }) => ({ ...question, namespace: "shop" })),
        ...CLUSTER_CHECKS.slice(-3).map(({ question }) => ({ ...question, namespace: "" })),
        { verb: "get", resource: "/api", namespace: "" },
        { verb: "get", resource: "/metrics", namespace: "" },
        { verb: "get", resource: "pods", name: "log", namespace: "shop" },
        { verb: "get", resource: "widgets.example.com", namespace: "shop" },
      ];
      const ours = await Promise.all(
        questions.map(async (question) => (await direct.canI(ME, question)).answer),
      );
      const theirs = await Promise.all(
        questions.map(async (question) => said(await kubectl({ type: "can-i", subject: ME, question }))),
      );
      expect(ours).toEqual(theirs);
      expect(new Set(ours)).toEqual(new Set(["allowed", "denied", "unknown"]));
      const { username, groups } = JSON.parse((await kubectl({ type: "who-am-i" })).stdout).status.userInfo;
      expect(await direct.whoAmI()).toEqual({ user: username, groups });
    });

    test("lists what kubectl lists", async () => {
      const { direct } = await open(plane.adminKubeconfig);
      const lines = async (...args: string[]) =>
        (await plane.kubectl(args)).stdout.split(/\s+/).filter(Boolean);
      const names = ["--output=custom-columns=:.metadata.name", "--no-headers"];
      expect(await direct.namespaces()).toEqual(await lines("get", "namespaces", ...names));
      expect(await direct.resources()).toEqual(
        expect.arrayContaining([
          { name: "deployments.apps", namespaced: true },
          { name: "nodes", namespaced: false },
          { name: `clusterroles.${rbac}`, namespaced: false },
        ]),
      );
      const known = new Set((await direct.resources()).map(({ name }) => name));
      for (const name of await lines("api-resources", "--output=name")) expect(known).toContain(name);
    });

    test("asks about accounts without impersonation, and about none that is not there", async () => {
      const { direct } = await open(plane.adminKubeconfig);
      const secrets: Question = { verb: "get", resource: "secrets", namespace: "shop" };
      expect(await direct.canI(API, secrets)).toMatchObject({ answer: "allowed" });
      expect((await direct.canI(API, { ...secrets, namespace: "default" })).answer).toBe("denied");
      expect(await direct.canI({ ...API, name: "ghost" }, secrets)).toMatchObject({
        answer: "unknown",
        reason: "the service account shop/ghost does not exist",
      });
      expect(await direct.canI(ME, { ...secrets, verb: "--as=x" })).toMatchObject({
        problem: { kind: "invalid-name" },
      });
      const ours = (await plane.auditEvents()).filter(({ userAgent }) => userAgent?.startsWith("rampart/"));
      expect(ours.filter(({ impersonatedUser }) => impersonatedUser)).toEqual([]);
      expect(ours.filter(({ objectRef }) => objectRef?.resource === "secrets")).toEqual([]);
    });

    test("shows its first level in a blink", async () => {
      const { direct } = await open(plane.adminKubeconfig);
      const start = performance.now();
      const [identity, namespaces] = await Promise.all([direct.whoAmI(), direct.namespaces()]);
      process.stdout.write(`first level: ${(performance.now() - start).toFixed(0)} ms\n`);
      expect(identity.user).toBe("admin");
      expect(namespaces).toContain("shop");
    });
  },
);
