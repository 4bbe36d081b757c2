import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseAllDocuments, stringify } from "yaml";
import { main } from "../../cli/main";
import { POSTURE_KINDS } from "../../cluster/posture/posture";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import { until } from "./wait";

const rbac = "rbac.authorization.k8s.io";
const viewerFile = fileURLToPath(new URL("../../deploy/rampart-viewer.yaml", import.meta.url));
const viewer = async () =>
  parseAllDocuments(await readFile(viewerFile, "utf8")).map((document) => document.toJS() as object);

const DEPLOYMENT = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "api", namespace: "shop" },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: "api" } },
    template: {
      metadata: { labels: { app: "api" } },
      spec: {
        serviceAccountName: "api",
        containers: [
          {
            name: "api",
            image: "shop.azurecr.io/api:1.0.0",
            ports: [{ containerPort: 8080 }],
            resources: { requests: { cpu: "1000m", memory: "1Gi" } },
            env: [{ name: "DB_PASSWORD", value: "hunter2hunter2" }],
          },
        ],
      },
    },
  },
};

describe.skipIf(skipped("the command line on a live cluster", await controlPlaneMissing()))(
  "the command line on a live cluster",
  () => {
    let plane: ControlPlane;
    let folder: string;
    let kubeconfig: string;
    let powerless: string;

    /** Runs the command line in this process. */
    async function rampart(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
      const written = { stdout: "", stderr: "" };
      const spies = (["stdout", "stderr"] as const).map((name) =>
        vi.spyOn(process[name], "write").mockImplementation((chunk, ...rest) => {
          written[name] += String(chunk);
          const done = rest.at(-1);
          if (typeof done === "function") done();
          return true;
        }),
      );
      try {
        return { status: await main(args), ...written };
      } finally {
        for (const spy of spies) spy.mockRestore();
      }
    }
    const live = (command: string, ...args: string[]) =>
      rampart(command, ...args, "--context=viewer", `--kubeconfig=${kubeconfig}`);
    // biome-ignore lint/suspicious/noExplicitAny: each test asserts the parts of a report that it reads
    const jsonOf = (text: string): any => JSON.parse(text);

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "live-cli-"));
      plane = await startControlPlane({ audit: true, users: [{ name: "viewer" }, { name: "nobody" }] });
      await plane.createNamespace("shop", { "pod-security.kubernetes.io/warn": "restricted" });
      await plane.createNamespace("locked", { "pod-security.kubernetes.io/enforce": "restricted" });
      const user = (name: string) => ({ kind: "User", apiGroup: rbac, name });
      const bind = (name: string, role: string, ...subjects: object[]) => ({
        apiVersion: `${rbac}/v1`,
        kind: "ClusterRoleBinding",
        metadata: { name },
        roleRef: { apiGroup: rbac, kind: "ClusterRole", name: role },
        subjects,
      });
      await plane.apply([
        ...(await viewer()),
        bind("viewers", "rampart-viewer", user("viewer")),
        bind("reviewers", "rampart-reviewer", user("viewer")),
        { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "api", namespace: "shop" } },
        { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "api", namespace: "locked" } },
        {
          apiVersion: "v1",
          kind: "Secret",
          metadata: { name: "db", namespace: "shop" },
          stringData: { p: "s3cr3t-value" },
        },
        {
          apiVersion: `${rbac}/v1`,
          kind: "RoleBinding",
          metadata: { name: "api-edits", namespace: "shop" },
          roleRef: { apiGroup: rbac, kind: "ClusterRole", name: "edit" },
          subjects: [
            { kind: "ServiceAccount", name: "api", namespace: "shop" },
            { kind: "ServiceAccount", name: "ghost", namespace: "shop" },
          ],
        },
        DEPLOYMENT,
        { ...DEPLOYMENT, metadata: { name: "api", namespace: "locked" } },
        {
          apiVersion: "v1",
          kind: "Service",
          metadata: { name: "api", namespace: "shop" },
          spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8080 }] },
        },
        {
          apiVersion: "networking.k8s.io/v1",
          kind: "Ingress",
          metadata: { name: "shop", namespace: "shop" },
          spec: {
            rules: [
              {
                host: "shop.example.com",
                http: {
                  paths: [
                    {
                      path: "/",
                      pathType: "Prefix",
                      backend: { service: { name: "web", port: { number: 80 } } },
                    },
                  ],
                },
              },
            ],
          },
        },
      ]);
      kubeconfig = await plane.writeKubeconfig("viewer", {
        user: { token: plane.token("viewer") },
        namespace: "shop",
      });
      powerless = await plane.writeKubeconfig("nobody", { user: { token: plane.token("nobody") } });
      await failPull();
      await writeFile(join(folder, "api.yaml"), stringify(DEPLOYMENT));
    }, controlPlaneTimeout);

    afterAll(async () => {
      await plane?.stop();
      if (folder) await rm(folder, { recursive: true });
    });

    /** Writes what a kubelet writes of an image that its registry refuses. */
    async function failPull(): Promise<void> {
      const pods = () => plane.request("GET", "/api/v1/namespaces/shop/pods?labelSelector=app=api");
      await until("the pod of shop/api is there", async () => (await pods()).body.items.length === 1);
      const [pod] = (await pods()).body.items;
      const { name, uid } = pod.metadata;
      const image = DEPLOYMENT.spec.template.spec.containers[0]?.image;
      const status = {
        phase: "Pending",
        containerStatuses: [
          {
            name: "api",
            image,
            imageID: "",
            ready: false,
            restartCount: 0,
            state: { waiting: { reason: "ImagePullBackOff", message: `Back-off pulling image "${image}"` } },
          },
        ],
      };
      const patched = await plane.request("PATCH", `/api/v1/namespaces/shop/pods/${name}/status`, { status });
      if (patched.status !== 200) throw new Error(JSON.stringify(patched.body));
      const event = await plane.request("POST", "/api/v1/namespaces/shop/events", {
        apiVersion: "v1",
        kind: "Event",
        metadata: { name: `${name}.1` },
        involvedObject: { apiVersion: "v1", kind: "Pod", namespace: "shop", name, uid },
        reason: "Failed",
        message: `Failed to pull image "${image}": failed to authorize: failed to fetch oauth token: 401 Unauthorized`,
        type: "Warning",
        source: { component: "kubelet" },
        lastTimestamp: new Date().toISOString(),
      });
      if (event.status !== 201) throw new Error(JSON.stringify(event.body));
    }

    test("triage says why a rollout fails, in words, evidence, commands, and the place in the manifest", async () => {
      const { status, stdout } = await live("triage", "api", `--in=${folder}`, "--format=json");
      expect(status).toBe(1);
      const report = jsonOf(stdout);
      expect(report.cannotSee).toEqual([]);
      expect(report.diagnoses).toHaveLength(1);
      expect(report.diagnoses[0]).toMatchObject({
        pattern: "image/identity-refused",
        workload: { kind: "Deployment", namespace: "shop", name: "api" },
        cause: expect.stringContaining("role AcrPull"),
        evidence: [
          { place: "status.containerStatuses[0].state.waiting" },
          { place: "event Failed", text: expect.stringContaining("401 Unauthorized") },
        ],
        commands: [
          "az aks check-acr --resource-group=GROUP --name=CLUSTER --acr=shop.azurecr.io",
          expect.stringMatching(/^kubectl describe pod api-\S+ --namespace=shop --context=viewer$/),
        ],
        manifest: { file: expect.stringMatching(/api\.yaml$/), range: { start: { line: 19, column: 18 } } },
      });
    });

    test("triage finds a refused ReplicaSet and an Ingress without its Service", async () => {
      const { status, stdout } = await live("triage", "-A");
      expect(status).toBe(1);
      expect(stdout).toContain("Deployment locked/api  rejected/pod-security");
      expect(stdout).toMatch(/violates PodSecurity "restricted:latest"/);
      expect(stdout).toContain("Ingress shop/shop  edge/service-missing");
      expect(stdout).toContain('the Service "web", which does not exist in namespace shop: 503');
      const one = await live("triage", "-n", "locked", "--format=json");
      expect(jsonOf(one.stdout).diagnoses.map(({ pattern }: { pattern: string }) => pattern)).toEqual([
        "rejected/pod-security",
      ]);
    });

    test("posture judges owners, takes stock, and says what it cannot see", async () => {
      const { status, stdout } = await live("posture", "--format=json", "--no-config");
      expect(status).toBe(1);
      const report = jsonOf(stdout);
      expect(report).toMatchObject({ version: 1, context: "viewer", kubernetesVersion: "1.37" });
      const about = (kind: string, namespace: string, name: string) =>
        report.findings
          .filter(
            ({ resource }: { resource: { kind: string; namespace?: string; name: string } }) =>
              resource.kind === kind && resource.namespace === namespace && resource.name === name,
          )
          .map(({ rule }: { rule: string }) => rule);
      expect(about("Deployment", "shop", "api")).toEqual(
        expect.arrayContaining([
          "workload/privilege-escalation",
          "resources/memory-limit",
          "secrets/literal-in-env",
        ]),
      );
      expect(about("Ingress", "shop", "shop")).toContain("edge/ingress-without-tls");
      expect(
        report.findings.filter(({ resource }: { resource: { kind: string } }) => resource.kind === "Pod"),
      ).toEqual([]);
      expect(report.survey.namespaces).toContainEqual(
        expect.objectContaining({ name: "locked", enforce: "restricted", system: false }),
      );
      expect(report.survey.edge).toMatchObject([{ host: "shop.example.com", tls: false, backends: ["web"] }]);
      expect(report.survey.versions.server).toBe("v1.37.2");
      expect(report.survey.blind.map(({ what }: { what: string }) => what)).toEqual([
        "flags of the control plane",
        "Secrets",
      ]);
      expect(report.surplusSecretReads).toContainEqual(
        expect.objectContaining({
          account: { namespace: "shop", name: "api" },
          verbs: ["get", "list", "watch"],
          workloads: ["Deployment shop/api"],
        }),
      );
      expect(report.access).toContainEqual({
        subject: { kind: "ServiceAccount", namespace: "shop", name: "ghost" },
        ghost: true,
      });
      expect(stdout).not.toMatch(/hunter2|s3cr3t/);
      const text = await live("posture", "--no-config", "--fail-on=never");
      expect(text.status).toBe(0);
      expect(text.stdout).toMatch(/^Posture of viewer\nAPI server v1\.37\.2/);
    });

    test("posture goes by no configuration that is right only in parts", async () => {
      const config = join(folder, "broken.rampart.yaml");
      await writeFile(config, "profile: prod\nwaivers: [{ rule: image/digest }]\n");
      const { status, stdout, stderr } = await live("posture", `--config=${config}`);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toMatch(/broken\.rampart\.yaml:2: /);
    });

    test("posture of who may see nothing fails nothing, and says so", async () => {
      const { status, stdout } = await rampart(
        "posture",
        "--context=nobody",
        `--kubeconfig=${powerless}`,
        "--no-config",
        "--format=json",
      );
      expect(status).toBe(0);
      const report = jsonOf(stdout);
      expect(report.findings).toEqual([]);
      const blind = report.survey.blind.map(({ what }: { what: string }) => what);
      for (const { groupKind, version } of POSTURE_KINDS)
        if (version !== undefined) expect(blind).toContain(groupKind);
    });

    test("drift is none right after an apply, and tells what somebody changed, and who", async () => {
      const clean = await live("drift", `--in=${join(folder, "api.yaml")}`, "--format=json");
      const report = jsonOf(clean.stdout);
      expect(report.objects.filter(({ state }: { state: string }) => state === "differs")).toEqual([]);
      expect(report.summary).toMatchObject({ same: 1, differs: 0, notApplied: 0 });
      const extras = report.objects.filter(({ state }: { state: string }) => state === "only-in-cluster");
      expect(
        extras.map(
          ({ object }: { object: { kind: string; name: string } }) => `${object.kind} ${object.name}`,
        ),
      ).toEqual(["Ingress shop", "RoleBinding api-edits", "Service api", "ServiceAccount api"]);

      const changed = await plane.kubectl([
        "set",
        "image",
        "--namespace=shop",
        "deployment/api",
        "api=evil.example.com/api:1",
      ]);
      expect(changed.code).toBe(0);
      await writeFile(
        join(folder, "more.yaml"),
        `${stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "gone", namespace: "shop" } })}---\n${stringify({ apiVersion: "v1", kind: "Secret", metadata: { name: "db", namespace: "shop" }, stringData: { p: "other" } })}`,
      );
      const { status, stdout } = await live("drift", `--in=${folder}`, "--format=json");
      expect(status).toBe(1);
      const byName = new Map(
        jsonOf(stdout).objects.map((each: { object: { kind: string; name: string } }) => [
          `${each.object.kind} ${each.object.name}`,
          each,
        ]),
      );
      expect(byName.get("Deployment api")).toMatchObject({
        state: "differs",
        differences: [
          {
            path: ["spec", "template", "spec", "containers", 0, "image"],
            kind: "differs",
            manifest: "shop.azurecr.io/api:1.0.0",
            cluster: "evil.example.com/api:1",
            security: true,
            changedBy: { manager: "kubectl-set" },
          },
        ],
        rollback: { possible: true, revision: "1" },
      });
      expect(byName.get("ConfigMap gone")).toMatchObject({ state: "not-applied" });
      expect(byName.get("Secret db")).toMatchObject({
        state: "not-compared",
        note: "Secrets are never read",
      });
      expect(stdout).not.toMatch(/hunter2|s3cr3t|other/);
      const diff = await live("drift", `--in=${join(folder, "api.yaml")}`, "--diff", "--security");
      expect(diff.stdout).toMatch(
        /^- {10}image: shop\.azurecr\.io\/api:1\.0\.0\n\+ {10}image: evil\.example\.com\/api:1$/m,
      );
      expect(diff.stdout).toContain("Deployment shop/api  differs");
    });

    test("can-i answers by the listed roles, confirms on demand, and does not deny ghosts", async () => {
      const api = "--as=system:serviceaccount:shop:api";
      const yes = await live("can-i", "get", "secrets", api);
      expect(yes.status).toBe(0);
      expect(yes.stdout).toContain("by RoleBinding shop/api-edits");
      expect((await live("can-i", "get", "secrets", api, "--confirm")).status).toBe(0);
      expect((await live("can-i", "get", "secrets", api, "-n", "locked")).status).toBe(1);
      expect((await live("can-i", "get", "secrets", api, "-n", "locked", "--confirm")).status).toBe(1);
      const ghost = await live("can-i", "get", "secrets", "--as=system:serviceaccount:shop:ghost");
      expect(ghost).toMatchObject({ status: 3, stdout: expect.stringContaining("does not exist") });
      expect((await live("can-i", "list", "pods")).status).toBe(0);
      expect((await live("can-i", "delete", "pods")).status).toBe(1);
    });

    test("every request can be seen as the command that asks the same", async () => {
      const { stderr } = await live("can-i", "list", "pods", "--show-requests");
      expect(stderr).toMatch(
        /^printf '%s' '\{"apiVersion":"authorization\.k8s\.io\/v1","kind":"SelfSubjectAccessReview".*' \| kubectl create --filename=- --raw=\/apis\/authorization\.k8s\.io\/v1\/selfsubjectaccessreviews --context=viewer\n$/,
      );
      const drift = await live("drift", `--in=${join(folder, "api.yaml")}`, "--show-requests");
      expect(drift.stderr).toContain(
        "kubectl get '--raw=/apis/apps/v1/namespaces/shop/deployments?limit=500' --context=viewer\n",
      );
    });

    test("who-can lists subjects with the ghosts apart", async () => {
      const { status, stdout } = await live("who-can", "create", "pods", "--format=json");
      expect(status).toBe(0);
      const answer = jsonOf(stdout);
      expect(answer.subjects).toContainEqual({ kind: "ServiceAccount", namespace: "shop", name: "api" });
      expect(answer.ghosts).toEqual([{ kind: "ServiceAccount", namespace: "shop", name: "ghost" }]);
    });

    test("who may not list roles gets unknown, never no", async () => {
      const args = ["--context=nobody", `--kubeconfig=${powerless}`, "--as=ada"];
      const { status, stdout } = await rampart("can-i", "get", "pods", ...args);
      expect(status).toBe(3);
      expect(stdout).toContain("not all bindings may be listed");
      const who = await rampart("who-can", "get", "pods", "--context=nobody", `--kubeconfig=${powerless}`);
      expect(who.status).toBe(3);
    });

    test("a cluster that is not there is unknown, a context that is not there is misunderstood", async () => {
      const lost = await plane.writeKubeconfig("lost", {
        user: { token: "x" },
        server: "https://127.0.0.1:1",
      });
      const gone = await rampart("triage", "--context=lost", `--kubeconfig=${lost}`);
      expect(gone).toMatchObject({ status: 3, stderr: expect.stringContaining("cannot be reached") });
      const wrong = await rampart("triage", "--context=$(id)", `--kubeconfig=${kubeconfig}`);
      expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining("there is no such context") });
      const expired = await plane.expiredTokenKubeconfig();
      const old = await rampart("posture", "--context=expired-token", `--kubeconfig=${expired}`);
      expect(old).toMatchObject({ status: 3, stderr: expect.stringContaining("has expired") });
    });

    test("nothing was asked but reads and reviews, and no Secret was touched", async () => {
      const events = (await plane.auditEvents()).filter(({ userAgent }) => userAgent?.startsWith("rampart/"));
      expect(events.length).toBeGreaterThan(100);
      const asked = new Set(events.map(({ verb, objectRef }) => `${verb} ${objectRef?.resource ?? "-"}`));
      const unexpected = [...asked].filter(
        (each) =>
          !/^(get|list) (?!secrets$)/.test(each) && !/^create (self|local)?subjectaccessreviews$/.test(each),
      );
      expect(unexpected).toEqual([]);
      expect(events.filter(({ impersonatedUser }) => impersonatedUser)).toEqual([]);
    });
  },
);
