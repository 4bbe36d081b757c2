import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";

const reviews = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
const pods = (namespace: string): string => `/api/v1/namespaces/${namespace}/pods?dryRun=All`;

function pod(name: string, securityContext: object = {}): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name },
    spec: { containers: [{ name: "app", image: "registry.example/app:1.0", securityContext }] },
  };
}

describe.skipIf(skipped("cluster", await controlPlaneMissing()))("the control plane", () => {
  let cluster: ControlPlane;

  beforeAll(async () => {
    cluster = await startControlPlane({
      audit: true,
      users: [{ name: "ada", groups: ["developers"] }],
    });
  }, controlPlaneTimeout);

  afterAll(async () => {
    await cluster?.stop();
  });

  test.skipIf(process.env.KUBEBUILDER_ASSETS)(
    "is the Kubernetes version that the facts were checked on",
    async () => {
      const { status, body } = await cluster.request("GET", "/version");
      expect(status).toBe(200);
      expect(body.gitVersion).toBe("v1.37.2");
      expect([body.major, body.minor]).toEqual(["1", "37"]);
    },
  );

  test("knows users by token, client certificate and exec plug-in", async () => {
    const whoAmI = async (kubeconfig: string): Promise<{ username: string; groups: string[] }> => {
      const { stdout, stderr, code } = await cluster.kubectl(["auth", "whoami", "--output=json"], {
        kubeconfig,
      });
      expect(stderr).toBe("");
      expect(code).toBe(0);
      return JSON.parse(stdout).status.userInfo;
    };
    expect(await whoAmI(cluster.adminKubeconfig)).toMatchObject({
      username: "admin",
      groups: ["system:masters", "system:authenticated"],
    });
    expect(await whoAmI(await cluster.kubeconfigFor("grace", ["developers", "on-call"]))).toMatchObject({
      username: "grace",
      groups: ["developers", "on-call", "system:authenticated"],
    });
    const plugin = await cluster.execPluginKubeconfig(cluster.token("ada"));
    expect(existsSync(plugin.calls)).toBe(false);
    expect(await whoAmI(plugin.kubeconfig)).toMatchObject({ username: "ada" });
    expect(await readFile(plugin.calls, "utf8")).toBe("called\n");
  });

  test("answers 401 to expired credentials and 403 to users without rights", async () => {
    const expired = [await cluster.expiredTokenKubeconfig(), await cluster.expiredCertificateKubeconfig()];
    for (const kubeconfig of expired) {
      const { code, stderr } = await cluster.kubectl(["get", "namespaces"], { kubeconfig });
      expect(code).toBe(1);
      expect(stderr).toContain("You must be logged in to the server");
    }
    const log = await readFile(join(cluster.folder, "kube-apiserver.log"), "utf8");
    expect(log).toContain("token has expired");
    expect(log).toContain("certificate has expired");
    expect((await cluster.request("GET", "/version", undefined, "not-a-token")).status).toBe(401);
    const forbidden = await cluster.request("GET", "/api/v1/secrets", undefined, cluster.token("ada"));
    expect(forbidden.status).toBe(403);
    expect(forbidden.body.message).toContain('User "ada" cannot list resource "secrets"');
    const anonymous = await cluster.request("GET", "/api/v1/pods", undefined, { anonymous: true });
    expect(anonymous.status).toBe(403);
    const certificate = cluster.certificateFor("root", ["system:masters"]);
    expect((await cluster.request("GET", "/api/v1/secrets", undefined, { certificate })).status).toBe(200);
  });

  test("reviews the access of a service account", async () => {
    await cluster.createNamespace("review");
    await cluster.apply([
      {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "RoleBinding",
        metadata: { name: "viewers", namespace: "review" },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
        subjects: [{ kind: "ServiceAccount", name: "default", namespace: "review" }],
      },
    ]);
    const ask = async (resource: string): Promise<object> => {
      const { body } = await cluster.request("POST", reviews, {
        apiVersion: "authorization.k8s.io/v1",
        kind: "SubjectAccessReview",
        spec: {
          user: "system:serviceaccount:review:default",
          groups: ["system:serviceaccounts", "system:serviceaccounts:review", "system:authenticated"],
          resourceAttributes: { namespace: "review", verb: "list", resource },
        },
      });
      return body.status;
    };
    expect(await ask("pods")).toEqual({
      allowed: true,
      reason:
        'RBAC: allowed by RoleBinding "viewers/review" of ClusterRole "view" to ServiceAccount "default/review"',
    });
    expect(await ask("secrets")).toEqual({ allowed: false });
    const token = await cluster.serviceAccountToken("review", "default");
    expect((await cluster.request("GET", "/api/v1/namespaces/review/pods", undefined, token)).status).toBe(
      200,
    );
  });

  test("refuses a privileged pod where the namespace enforces restricted", async () => {
    await cluster.createNamespace("restricted", { "pod-security.kubernetes.io/enforce": "restricted" });
    const refused = await cluster.request(
      "POST",
      pods("restricted"),
      pod("privileged", { privileged: true }),
    );
    expect(refused.status).toBe(403);
    expect(refused.body.message).toContain('violates PodSecurity "restricted:latest": privileged');
    const hardened = pod("hardened", {
      allowPrivilegeEscalation: false,
      runAsNonRoot: true,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect((await cluster.request("POST", pods("restricted"), hardened)).status).toBe(201);
    expect((await cluster.request("POST", pods("default"), pod("plain", { privileged: true }))).status).toBe(
      201,
    );
  });

  test("aggregates the roles view, edit and admin", async () => {
    const { body } = await cluster.request("GET", "/apis/rbac.authorization.k8s.io/v1/clusterroles/view");
    expect(body.rules).toContainEqual(
      expect.objectContaining({
        apiGroups: [""],
        resources: expect.arrayContaining(["configmaps", "services"]),
      }),
    );
  });

  test("turns Deployments into Pods", async () => {
    await cluster.createNamespace("rollout");
    const labels = { app: "web" };
    await cluster.apply([
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "web", namespace: "rollout" },
        spec: {
          replicas: 2,
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers: [{ name: "web", image: "web:1" }] } },
        },
      },
    ]);
    await expect
      .poll(
        async () => {
          const { body } = await cluster.request("GET", "/api/v1/namespaces/rollout/pods");
          return body.items.map((each: { status: { phase: string } }) => each.status.phase);
        },
        { timeout: 20_000, interval: 50 },
      )
      .toEqual(["Pending", "Pending"]);
  });

  test("records verbs, users and status in the audit log", async () => {
    await cluster.request(
      "GET",
      "/api/v1/namespaces/default/configmaps?limit=7",
      undefined,
      cluster.token("ada"),
    );
    await cluster.request("POST", pods("default"), pod("audited"));
    const events = await cluster.auditEvents();
    expect(events.find(({ requestURI }) => requestURI.endsWith("configmaps?limit=7"))).toMatchObject({
      stage: "ResponseComplete",
      verb: "list",
      user: { username: "ada" },
      objectRef: { resource: "configmaps", namespace: "default" },
      responseStatus: { code: 403 },
    });
    const created = events.filter(
      ({ objectRef }) => objectRef?.resource === "pods" && objectRef.name === "audited",
    );
    expect(created.map(({ verb, user }) => [verb, user.username])).toEqual([["create", "admin"]]);
  });
});
