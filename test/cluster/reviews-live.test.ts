import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
  CLUSTER_CHECKS,
  type Cluster,
  createClusterApi,
  LOOPBACK_CLUSTER,
  NAMESPACE_CHECKS,
  openApiCluster,
  type Question,
  readKubeconfig,
  type Subject,
} from "../../cluster";
import { openKubectlTransport } from "../../cluster/transport/kubectl-transport";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";

const ME: Subject = { kind: "me" };
const API: Subject = { kind: "service-account", namespace: "shop", name: "api" };
const rbac = "rbac.authorization.k8s.io";

describe.skipIf(skipped("reviews", await controlPlaneMissing()))("live reviews", () => {
  let plane: ControlPlane;
  let ada: Cluster;
  let root: Cluster;

  async function open(kubeconfig: string): Promise<Cluster> {
    const { contexts, files } = await readKubeconfig({ paths: [kubeconfig], refused: [] });
    const [context] = contexts;
    const { kubectl } = plane.binaries;
    if (!context || kubectl === undefined) throw new Error("no context or no kubectl");
    // Each call is a kubectl of its own, as on systems without sockets: what it says must be understood.
    const transport = openKubectlTransport({
      kubectl,
      context: context.name,
      kubeconfigFiles: files,
      environment: { PATH: process.env.PATH, HOME: plane.folder },
      timeoutMs: 15_000,
    });
    return openApiCluster(context, createClusterApi(transport, { reviews: LOOPBACK_CLUSTER }));
  }

  beforeAll(async () => {
    plane = await startControlPlane({ audit: true, users: [{ name: "ada", groups: ["developers"] }] });
    await plane.createNamespace("shop");
    const rules = [
      { apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] },
      { apiGroups: [""], resources: ["nodes"], verbs: ["list"] },
    ];
    const api = { apiVersion: `${rbac}/v1` };
    const bind = (name: string, kind: string, role: string, subject: object) => ({
      ...api,
      kind: "RoleBinding",
      metadata: { name, namespace: "shop" },
      roleRef: { apiGroup: rbac, kind, name: role },
      subjects: [subject],
    });
    await plane.apply([
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "api", namespace: "shop" } },
      { ...api, kind: "ClusterRole", metadata: { name: "reader" }, rules },
      bind("ada-reads", "ClusterRole", "reader", { kind: "User", name: "ada", apiGroup: rbac }),
      bind("api-edits", "ClusterRole", "edit", { kind: "ServiceAccount", name: "api", namespace: "shop" }),
    ]);
    ada = await open(
      await plane.writeKubeconfig("ada", { user: { token: plane.token("ada") }, namespace: "shop" }),
    );
    root = await open(plane.adminKubeconfig);
  }, controlPlaneTimeout);

  afterAll(async () => {
    await plane?.stop();
  });

  const ask = (cluster: Cluster, subject: Subject, change: Partial<Question>): Promise<Answer> =>
    cluster.canI(subject, { verb: "get", resource: "pods", namespace: "shop", ...change });

  test("say who I am", async () => {
    expect(await ada.whoAmI()).toEqual({ user: "ada", groups: ["developers", "system:authenticated"] });
  });

  test("tell allowed from denied", async () => {
    expect(await ask(ada, ME, {})).toEqual({
      answer: "allowed",
      reason: 'RBAC: allowed by RoleBinding "ada-reads/shop" of ClusterRole "reader" to User "ada"',
    });
    expect((await ask(ada, ME, { verb: "delete" })).answer).toBe("denied");
    expect((await ask(ada, ME, { namespace: "default" })).answer).toBe("denied");
    expect((await ask(ada, ME, { namespace: "" })).answer).toBe("denied");
  });

  test("ask for a log as a subresource, not as a pod of that name", async () => {
    expect((await ask(ada, ME, { subresource: "log" })).answer).toBe("denied");
    expect((await ask(ada, ME, { name: "log" })).answer).toBe("allowed");
  });

  test("ask for kinds of no namespace without one: a RoleBinding does not give them", async () => {
    expect((await ask(ada, ME, { verb: "list", resource: "nodes", namespace: "" })).answer).toBe("denied");
    expect((await ask(root, ME, { verb: "list", resource: "nodes", namespace: "" })).answer).toBe("allowed");
  });

  test("do not take the server's no for an answer about what it does not serve", async () => {
    expect(await ask(ada, ME, { resource: "widgets.example.com" })).toMatchObject({
      answer: "unknown",
      reason: "the cluster has no resource widgets.example.com",
    });
  });

  test("ask as a service account, and about none that is not there", async () => {
    expect((await ask(root, API, { resource: "secrets" })).answer).toBe("allowed");
    expect((await ask(root, API, { resource: "secrets", namespace: "default" })).answer).toBe("denied");
    expect(await ask(root, { ...API, name: "ghost" }, {})).toMatchObject({
      answer: "unknown",
      reason: "the service account shop/ghost does not exist",
    });
    expect(await ask(ada, API, {})).toMatchObject({ answer: "unknown", problem: { kind: "forbidden" } });
  });

  test("know every check of the tree", async () => {
    const questions = [
      ...NAMESPACE_CHECKS.map(({ question }) => ({ ...question, namespace: "shop" })),
      ...CLUSTER_CHECKS.map(({ question }) => ({ ...question, namespace: "" })),
    ];
    const answers = await Promise.all(questions.map((question) => root.canI(ME, question)));
    expect(answers.filter(({ answer }) => answer !== "allowed")).toEqual([]);
  });

  test("list what they may, and say what is forbidden", async () => {
    expect(await root.namespaces()).toEqual(expect.arrayContaining(["default", "kube-system", "shop"]));
    await expect(ada.namespaces()).rejects.toMatchObject({ problem: { kind: "forbidden" } });
  });

  test("know what is served, and whether it lives in namespaces", async () => {
    const served = await ada.resources();
    expect(served).toContainEqual({ name: "deployments.apps", namespaced: true });
    expect(served).toContainEqual({ name: "nodes", namespaced: false });
    expect(served).toContainEqual({ name: `clusterroles.${rbac}`, namespaced: false });
  });

  test("tell an expired login and an unreachable server apart", async () => {
    const expired = await open(await plane.expiredTokenKubeconfig());
    expect(await ask(expired, ME, {})).toMatchObject({ problem: { kind: "login-expired" } });
    await expect(expired.whoAmI()).rejects.toMatchObject({ problem: { kind: "login-expired" } });
    const lost = await open(
      await plane.writeKubeconfig("lost", { user: { token: "any" }, server: "https://127.0.0.1:1" }),
    );
    expect(await ask(lost, ME, {})).toMatchObject({ problem: { kind: "unreachable" } });
    await expect(lost.namespaces()).rejects.toMatchObject({ problem: { kind: "unreachable" } });
    const stranger = await open(
      await plane.writeKubeconfig("stranger", {
        user: { token: "any" },
        authority: plane.certificateFor("nobody").cert,
      }),
    );
    expect(await ask(stranger, ME, {})).toMatchObject({ problem: { kind: "bad-certificate" } });
  });

  test("let kubectl run a credential plug-in", async () => {
    const plugin = await plane.execPluginKubeconfig(plane.token("ada"));
    expect(await (await open(plugin.kubeconfig)).whoAmI()).toMatchObject({ user: "ada" });
  });

  test("have sent nothing but reads and reviews, and read no Secret", async () => {
    const events = (await plane.auditEvents()).filter(({ user }) => user.username === "ada");
    const reviews = [
      ...["selfsubjectaccessreviews", "selfsubjectreviews"],
      ...["subjectaccessreviews", "localsubjectaccessreviews"],
    ];
    const others = events.filter(
      ({ verb, objectRef }) =>
        !["get", "list"].includes(verb) &&
        !(verb === "create" && reviews.includes(objectRef?.resource ?? "")),
    );
    expect(others).toEqual([]);
    expect(events.filter(({ objectRef }) => objectRef?.resource === "secrets")).toEqual([]);
    expect(events.filter(({ objectRef }) => objectRef?.resource === reviews[0])).not.toEqual([]);
  });
});
