import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { controlPlaneMissing } from "../../cluster/build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout } from "../../cluster/control-plane";
import { until } from "../../cluster/wait";
import { skipped } from "../../oracles/skip";
import { eventually } from "../host/eventually";
import { pictureOnFailure, screenshotPath, startUiSession, type UiSession } from "../host/ui-session";
import type { TreeRow } from "../host/workbench-tree";
import { kubectlFolder, MARKUP, startShop } from "./live-cluster";

const VIEW = "Cluster Access";
const API = /^Service account shop\/api,/;
/** Gives the account another right after the tree has listed the roles. */
const GRANT = [
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: "node-labels" },
    rules: [{ apiGroups: [""], resources: ["nodes"], verbs: ["patch"] }],
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: "node-labels" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "node-labels" },
    subjects: [{ kind: "ServiceAccount", name: "api", namespace: "shop" }],
  },
];
const BINDING = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: api-edits
  namespace: shop
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
subjects: [{ kind: ServiceAccount, name: api, namespace: shop }]
`;

describe.skipIf(skipped("cluster access", await controlPlaneMissing()))("access in the cluster tree", () => {
  let cluster: ControlPlane;
  let session: UiSession;

  pictureOnFailure(() => session?.workbench);

  beforeAll(async () => {
    cluster = await startShop();
    const platform = await cluster.writeKubeconfig("platform", { user: { token: cluster.token("eve") } });
    session = await startUiSession({
      files: { "access.yaml": BINDING },
      env: { PATH: `${kubectlFolder(cluster)}:${process.env.PATH}`, KUBECONFIG: platform },
      viewport: { width: 1400, height: 1000 },
    });
  }, controlPlaneTimeout);

  afterAll(async () => {
    await session?.stop();
    await cluster?.stop();
  });

  const rowsOnce = (satisfy: (rows: readonly TreeRow[]) => boolean) =>
    session.workbench.waitForTreeRows(satisfy, VIEW);
  const has = (pattern: RegExp) => (rows: readonly TreeRow[]) =>
    rows.some(({ label }) => pattern.test(label));

  test("lists every account, those with the most dangerous permissions first", async () => {
    const { workbench } = session;
    await workbench.openFile("access.yaml");
    await workbench.openContainer("Rampart");
    for (const view of ["Simulated Cluster", "Cluster Posture"]) await workbench.collapseView(view);
    await workbench.resizeSideBar(640);
    await workbench.expandRow("Context platform, current");
    await rowsOnce(has(/^Service accounts/));
    await workbench.expandRow(/^Service accounts/);
    const rows = await rowsOnce(has(/^Of Kubernetes itself, /));
    const accounts = rows.filter(({ level }) => level === 3).map(({ label }) => label);
    expect(accounts[0]).toMatch(/^Service account shop\/api, .*reads Secrets.*enters pods/);
    expect(accounts).toContain("Service account shop/gone, unknown: does not exist");
    expect(accounts).toContain("Service account payments/default, service account");
  });

  test("tells what an account may and may not do, and which binding gives it", async () => {
    const { workbench } = session;
    await workbench.expandRow(API);
    await rowsOnce(has(/^create pods\/exec: /));
    await workbench.expandRow(/^Denied, /);
    const labels = (await rowsOnce(has(/^impersonate users: /))).map(({ label }) => label);
    expect(labels).toContain(
      "create pods/exec: allowed in shop, by RoleBinding api-edits of ClusterRole edit",
    );
    expect(labels).toContain("get secrets: allowed in shop, by RoleBinding api-edits of ClusterRole edit");
    expect(labels).toContain("impersonate users: denied, no role in sight allows it");
    await workbench.screenshot(screenshotPath("cluster-access"));
    await workbench.page.setViewportSize({ width: 1400, height: 2000 });
  });

  test("lets the cluster confirm it, and tells where the cluster differs", async () => {
    const { workbench } = session;
    await workbench.rowAction(/^create pods\/exec: /, "Confirm with the Cluster");
    await rowsOnce(has(/^create pods\/exec: allowed in shop, .*, confirmed by the cluster$/));
    await workbench.rowAction(/^impersonate users: /, "Confirm with the Cluster");
    await rowsOnce(has(/^impersonate users: denied, .*, confirmed by the cluster$/));
    await cluster.apply(GRANT);
    await until("the API server knows the new role", async () => {
      const { body } = await cluster.request("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", {
        apiVersion: "authorization.k8s.io/v1",
        kind: "SubjectAccessReview",
        spec: {
          user: "system:serviceaccount:shop:api",
          resourceAttributes: { verb: "patch", resource: "nodes" },
        },
      });
      return body.status.allowed === true;
    });
    await workbench.rowAction(/^patch nodes: /, "Confirm with the Cluster");
    await rowsOnce(
      has(
        /^patch nodes: denied, .*the cluster says yes \(RBAC: .*\): the roles have changed since they were listed$/,
      ),
    );
  });

  test("shows the Secrets that it reads and does not need, and the narrowed role beside the one there is", async () => {
    const { workbench } = session;
    await workbench.expandRow(/^Secret reads it does not need/);
    const rows = await rowsOnce(has(/of every Secret in shop/));
    expect(rows.map(({ label }) => label)).toContain(
      "get, list, watch of every Secret in shop, by RoleBinding api-edits of ClusterRole edit; bind this copy instead: the role is a default of Kubernetes",
    );
    await workbench.rowAction(/of every Secret in shop/, "Open Narrowed Role");
    const diff = workbench.page.locator(".diff-editor, .monaco-diff-editor").first();
    await diff.waitFor();
    await eventually(
      async () =>
        (await diff.locator(".editor.modified .view-line").allInnerTexts())
          .join("\n")
          .replaceAll("\u00a0", " "),
      (text) => text.includes("name: edit-without-secrets"),
      "narrowed role",
    );
    const before = (await diff.locator(".editor.original .view-line").allInnerTexts())
      .join("\n")
      .replaceAll("\u00a0", " ");
    expect(before).toContain("name: edit");
  });

  test("opens the manifest that declares the binding", async () => {
    const { workbench } = session;
    await workbench.rowAction(/^create pods\/exec: /, "Open Its Manifest");
    await eventually(
      () => workbench.page.locator(".tab.active").getAttribute("data-resource-name"),
      (name) => name === "access.yaml",
      "the manifest",
    );
  });

  test("lists all permissions of an account by resource, with their bindings", async () => {
    const { workbench } = session;
    const level = (rows: readonly TreeRow[]) => rows.find(({ label }) => API.test(label))?.level ?? 0;
    await workbench.expandRow("All permissions, by resource");
    const rows = await rowsOnce((all) => all.some(({ label }) => label === "Rights in shop"));
    expect(rows.find(({ label }) => label === "Rights in shop")?.level).toBe(level(rows) + 2);
    await workbench.expandRow("Rights in shop");
    await rowsOnce(has(/^secrets: get, list, watch, /));
    await workbench.expandRow(/^pods\/exec: /);
    await rowsOnce(has(/^RoleBinding shop\/api-edits, ClusterRole edit · /));
  });

  test("shows access as a table", async () => {
    const { workbench } = session;
    await workbench.page.setViewportSize({ width: 1400, height: 900 });
    await workbench.rowAction("Context platform, current", "Show Access as Table");
    const frame = workbench.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    const table = frame.locator("table");
    await table.waitFor();
    expect(await table.locator("caption").textContent()).toMatch(/^\d+ subjects, \d+ permissions$/);
    const row = table.locator("tbody tr", { has: frame.locator("th", { hasText: /^shop\/api$/ }) });
    expect(await row.locator("td.namespaces").first().getAttribute("title")).toMatch(
      / in shop: RoleBinding api-edits, ClusterRole edit$/,
    );
    expect(await table.locator("tbody th").allTextContents()).toContain(MARKUP);
    expect(await frame.locator("body script").count()).toBe(0);
    const policy = await frame
      .locator("meta[http-equiv=Content-Security-Policy]")
      .last()
      .getAttribute("content");
    expect(policy).toMatch(/^default-src 'none'; style-src 'nonce-[0-9a-f]{32}'; /);
    // The table alone, in the whole window.
    await workbench.press("Control+KeyB");
    await workbench.page.locator(".part.sidebar").waitFor({ state: "hidden" });
    await workbench.screenshot(screenshotPath("access-matrix"));
    await workbench.press("Control+KeyB");
    await workbench.page.locator(".part.sidebar").waitFor();
  });

  test("shows the access of one account as a table of verbs by resources", async () => {
    const { workbench } = session;
    await workbench.rowAction(API, "Show Access as Table");
    const page = workbench.page.frameLocator("iframe.webview.ready:visible").frameLocator("#active-frame");
    const table = page.locator("table", { has: page.locator("caption", { hasText: "Namespace shop" }) });
    await table.waitFor();
    const row = table.locator("tbody tr", { has: page.locator("th", { hasText: /^pods\/exec / }) });
    expect(await row.locator("td").allTextContents()).toEqual([
      ...["yes", "yes", "yes", "yes", "yes", "yes", "yes", "yes"],
      ...["", "RoleBinding api-edits"],
    ]);
  });

  test("shows who can do something, and why", async () => {
    const { workbench } = session;
    await workbench.page.setViewportSize({ width: 1400, height: 2000 });
    await workbench.runCommand("Rampart: Who Can…");
    await workbench.chooseFrom("Who Can: which verb?", "get");
    await workbench.chooseFrom("Who Can: which resource?", "secrets");
    await workbench.chooseFrom("Who Can: which namespace?", "shop");
    await rowsOnce(has(/^Who can get secrets in shop, \d+$/));
    const rows = await rowsOnce(has(/^Service account shop\/api, RoleBinding api-edits$/));
    const labels = rows.map(({ label }) => label);
    expect(labels).toContain("Group system:masters, ClusterRoleBinding cluster-admin");
    expect(labels).toContain("Service account shop/gone, does not exist; whoever creates it may");
    await workbench.rowAction(/^Service account shop\/api, RoleBinding api-edits$/, "Copy Command");
    const copied = await eventually(
      () => workbench.page.evaluate(() => navigator.clipboard.readText()),
      (text) => text.startsWith("kubectl "),
      "copied command",
    );
    expect(copied).toBe(
      "kubectl auth can-i get secrets --namespace=shop --as=system:serviceaccount:shop:api --context=platform",
    );
  });

  test("asks about a group that is typed in", async () => {
    const { workbench } = session;
    await workbench.runCommand("Rampart: Ask about Somebody Else…");
    await workbench.chooseFrom("Ask about Somebody Else", "A group…");
    await workbench.page.locator(".quick-input-message", { hasText: "as the cluster knows it" }).waitFor();
    await workbench.answerInput("system:authenticated");
    await rowsOnce(has(/^Group system:authenticated, /));
  });

  test("has sent nothing but reads and reviews, and read no Secret", async () => {
    const events = (await cluster.auditEvents()).filter(({ user }) => user.username === "eve");
    const changing = events.filter(
      ({ verb, objectRef }) =>
        !["get", "list"].includes(verb) &&
        !(verb === "create" && /^(self)?subject(access)?reviews$/.test(objectRef?.resource ?? "")),
    );
    expect(changing).toEqual([]);
    expect(events.filter(({ objectRef }) => objectRef?.resource === "secrets")).toEqual([]);
    // One review to know who it is, and one for each confirmation: lists answer the rest.
    expect(events.filter(({ verb }) => verb === "create")).toHaveLength(4);
  });
});
