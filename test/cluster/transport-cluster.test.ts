import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  CLUSTER_CHECKS,
  type Cluster,
  NAMESPACE_CHECKS,
  openCluster,
  type Question,
  readKubeconfig,
  type Subject,
} from "../../cluster";
import { openApiCluster } from "../../cluster/transport/api-cluster";
import { type ClusterApi, createClusterApi } from "../../cluster/transport/cluster-api";
import { openTransport } from "../../cluster/transport/open-transport";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";

const ME: Subject = { kind: "me" };
const API: Subject = { kind: "service-account", namespace: "shop", name: "api" };
const rbac = "rbac.authorization.k8s.io";

describe.skipIf(skipped("the direct cluster", await controlPlaneMissing()))(
  "a cluster asked directly",
  () => {
    let plane: ControlPlane;
    const apis: ClusterApi[] = [];

    async function open(kubeconfig: string): Promise<{ direct: Cluster; kubectl: Cluster }> {
      const config = await readKubeconfig({ paths: [kubeconfig], refused: [] });
      const [context] = config.contexts;
      const { kubectl } = plane.binaries;
      if (!context || kubectl === undefined) throw new Error("no context or no kubectl");
      const transport = await openTransport({ kubeconfig: config, context: context.name });
      const api = createClusterApi(transport, { reviews: { inFlight: 4 } });
      apis.push(api);
      return {
        direct: openApiCluster(context, api),
        kubectl: openCluster({
          context,
          kubectl,
          kubeconfigFiles: config.files,
          environment: { PATH: process.env.PATH, HOME: plane.folder },
        }),
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
      const answers = async (cluster: Cluster) =>
        (await Promise.all(questions.map((question) => cluster.canI(ME, question)))).map(
          ({ answer }) => answer,
        );
      const ours = await answers(direct);
      expect(ours).toEqual(await answers(kubectl));
      expect(new Set(ours)).toEqual(new Set(["allowed", "denied", "unknown"]));
      expect(await direct.whoAmI()).toEqual(await kubectl.whoAmI());
    });

    test("lists what kubectl lists", async () => {
      const { direct, kubectl } = await open(plane.adminKubeconfig);
      expect(await direct.namespaces()).toEqual(await kubectl.namespaces());
      expect(await direct.serviceAccounts("shop")).toEqual(await kubectl.serviceAccounts("shop"));
      expect(await direct.resources()).toEqual(
        expect.arrayContaining([
          { name: "deployments.apps", namespaced: true },
          { name: "nodes", namespaced: false },
          { name: `clusterroles.${rbac}`, namespaced: false },
        ]),
      );
      const known = new Set((await direct.resources()).map(({ name }) => name));
      for (const { name } of await kubectl.resources()) expect(known).toContain(name);
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
