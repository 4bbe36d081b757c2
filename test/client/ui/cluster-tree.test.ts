import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { controlPlaneMissing } from "../../cluster/build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout } from "../../cluster/control-plane";
import { skipped } from "../../oracles/skip";
import { eventually } from "../host/eventually";
import { pictureOnFailure, screenshotPath, startUiSession, type UiSession } from "../host/ui-session";
import { kubectlFolder, startShop } from "./live-cluster";
import { HARDENED } from "./manifests";

describe.skipIf(skipped("cluster tree", await controlPlaneMissing()))("the cluster tree", () => {
  let cluster: ControlPlane;
  let session: UiSession;

  pictureOnFailure(() => session?.workbench);

  beforeAll(async () => {
    cluster = await startShop();
    const staging = await cluster.writeKubeconfig("staging", {
      user: { token: cluster.token("ada") },
      namespace: "shop",
    });
    const production = await cluster.writeKubeconfig("prod-eu", { user: { token: cluster.token("ada") } });
    // Names of its own: the first definition of a name wins over all files.
    const lost = join(cluster.folder, "lost.yaml");
    writeFileSync(
      lost,
      `apiVersion: v1
kind: Config
clusters: [{ name: lost, cluster: { server: "https://127.0.0.1:1" } }]
users: [{ name: lost, user: { token: any } }]
contexts: [{ name: lost, context: { cluster: lost, user: lost } }]
`,
    );
    const expired = await cluster.expiredTokenKubeconfig();
    const narrow = await cluster.writeKubeconfig("narrow", {
      user: { token: cluster.token("bob") },
      namespace: "payments",
    });
    session = await startUiSession({
      files: { "deployment.yaml": HARDENED },
      env: {
        PATH: `${kubectlFolder(cluster)}:${process.env.PATH}`,
        KUBECONFIG: [staging, production, lost, join(cluster.folder, "missing"), expired, narrow].join(":"),
      },
      viewport: { width: 1280, height: 900 },
    });
  }, controlPlaneTimeout);

  afterAll(async () => {
    await session?.stop();
    await cluster?.stop();
  });

  test("lists the contexts of all kubeconfigs and asks none of them", async () => {
    const { workbench } = session;
    await workbench.openFile("deployment.yaml");
    await workbench.openContainer("Rampart");
    await workbench.collapseView("Simulated Cluster");
    const rows = await workbench.waitForTreeRows((all) => all.length > 0, "Cluster Access");
    expect(rows.map(({ label }) => label)).toEqual([
      "Context staging, current",
      "Context prod-eu, production",
      "Context lost",
      "Context expired-token",
      "Context narrow",
    ]);
    const asked = await cluster.auditEvents();
    expect(asked.filter(({ user }) => user.username === "ada")).toEqual([]);
  });

  test("shows what is allowed and what is denied", async () => {
    const { workbench } = session;
    await workbench.expandRow("Context staging, current");
    await workbench.waitForTreeRows((all) => all.some(({ label }) => label === "Me: ada"));
    await workbench.expandRow("Me: ada");
    await workbench.waitForTreeRows((all) => all.some(({ label }) => label === "Namespace shop"));
    await workbench.expandRow("Namespace shop");
    const rows = await workbench.waitForTreeRows(
      (all) =>
        all.filter(({ level }) => level === 4).length === 14 &&
        all.every(({ label }) => !label.endsWith(": asking")),
    );
    const answers = rows.filter(({ level }) => level === 4).map(({ label }) => label);
    const granted =
      'allowed, RBAC: allowed by RoleBinding "developers/shop" of Role "developer" to User "ada"';
    expect(answers).toContain("get secrets: denied, the API server does not allow it");
    expect(answers).toContain(`create pods/exec: ${granted}`);
    expect(answers).toContain(`get pods/log: ${granted}`);
    expect(answers).toContain("delete pods: denied, the API server does not allow it");
    await workbench.screenshot(screenshotPath("cluster-tree"));
    // Rows out of sight do not exist: from here on there is room for all.
    await workbench.page.setViewportSize({ width: 1280, height: 1800 });
  });

  test("asks for kinds that live in no namespace without one", async () => {
    const { workbench } = session;
    await workbench.expandRow("Cluster-wide permissions");
    const rows = await workbench.waitForTreeRows(
      (all) =>
        all.some(({ label }) => label.startsWith("list nodes: denied")) &&
        all.every(({ label }) => !label.endsWith(": asking")),
    );
    const labels = rows.map(({ label }) => label);
    expect(labels.find((label) => label.startsWith("list namespaces: "))).toMatch(
      /^list namespaces: allowed, RBAC: allowed by ClusterRoleBinding "namespace-listers" /,
    );
    expect(labels).toContain("impersonate users: denied, the API server does not allow it");
    expect(labels).toContain("* *: denied, the API server does not allow it");
  });

  test("copies the command that asks the same", async () => {
    const { workbench } = session;
    await workbench.rowAction(/^create pods\/exec/, "Copy Command");
    const copied = await eventually(
      () => workbench.page.evaluate(() => navigator.clipboard.readText()),
      (text) => text.startsWith("kubectl "),
      "copied command",
    );
    expect(copied).toBe(
      "kubectl auth can-i create pods --subresource=exec --namespace=shop --context=staging",
    );
  });

  test("says that it cannot know what an account may do where bindings may not be listed", async () => {
    const { workbench } = session;
    await workbench.rowAction("Context staging, current", "Ask about Somebody Else…");
    await workbench.chooseFrom("Ask about Somebody Else", "shop/api");
    await workbench.waitForTreeRows((all) =>
      all.some(({ label }) => label === "Service account shop/api, unknown"),
    );
    await workbench.expandRow("Service account shop/api, unknown");
    await workbench.expandRow(/^Unknown, \d+$/);
    await workbench.waitForTreeRows((all) =>
      all.some(({ label }) => label === "get secrets: unknown: not all bindings may be listed"),
    );
    await workbench.rowAction("Service account shop/api, unknown", "Remove from View");
    await workbench.waitForTreeRows((all) =>
      all.every(({ label }) => !label.startsWith("Service account shop/api")),
    );
  });

  test("says why a cluster gives no answers", async () => {
    const { workbench } = session;
    await workbench.expandRow("Context lost");
    const unreachable = await workbench.waitForTreeRows((all) =>
      all.some(({ label }) => label.startsWith("Unreachable: ")),
    );
    expect(unreachable.find(({ label }) => label.startsWith("Unreachable"))?.label).toContain("127.0.0.1:1");
    await workbench.expandRow("Context expired-token");
    const expired = await workbench.waitForTreeRows((all) =>
      all.some(({ label }) => label.startsWith("Login expired: ")),
    );
    expect(expired.find(({ label }) => label.startsWith("Login expired"))?.label).toContain(
      "Log in with your provider's command",
    );
  });

  test("asks before it asks what looks like production", async () => {
    const { workbench } = session;
    const dialog = workbench.page.locator(".monaco-dialog-box");
    await workbench.page.locator('[role=treeitem][aria-label^="Context prod-eu"] .monaco-tl-twistie').click();
    await dialog.getByText("The context prod-eu looks like production.").waitFor();
    await dialog.locator(".monaco-button", { hasText: "Cancel" }).click();
    await workbench.waitForTreeRows((all) =>
      all.some(({ label }) => label.startsWith("Cancelled: Not asked")),
    );
    await workbench.rowAction("Context prod-eu, production", "Refresh Cluster View");
    await dialog.locator(".monaco-button", { hasText: "Ask This Cluster" }).click();
    await workbench.waitForTreeRows((all) => all.filter(({ label }) => label === "Me: ada").length === 2);
  });

  test("shows the context's namespace, and any other, where none can be listed", async () => {
    const { workbench } = session;
    await workbench.expandRow("Context narrow");
    await workbench.expandRow("Me: bob");
    const below = async (count: number) => {
      const rows = await workbench.waitForTreeRows((all) => {
        const place = all.findIndex(({ label }) => label === "Me: bob");
        return place >= 0 && all.slice(place + 1).filter(({ level }) => level === 3).length === count;
      });
      return rows.slice(rows.findIndex(({ label }) => label === "Me: bob") + 1).map(({ label }) => label);
    };
    const before = await below(4);
    expect(before.slice(0, 2)).toEqual(["Cluster-wide permissions", "Namespace payments"]);
    expect(before[2]).toMatch(/^Forbidden: .*namespaces is forbidden: User "bob" cannot list/);
    expect(before[3]).toBe("All permissions, by resource");
    await workbench.rowAction("Me: bob", "Ask in a Namespace…");
    await workbench.answerInput("shop");
    expect((await below(5)).slice(0, 3)).toEqual([
      "Cluster-wide permissions",
      "Namespace shop",
      "Namespace payments",
    ]);
  });

  test("asks one permission that is put together in the palette", async () => {
    const { workbench } = session;
    await workbench.runCommand("Rampart: Check Access on Cluster…");
    for (const [what, answer] of [
      ["context", "staging"],
      ["verb", "create"],
      ["resource", "pods/exec"],
      ["namespace", "shop"],
    ] as const)
      await workbench.chooseFrom(`Check Access: which ${what}?`, answer);
    const { message, buttons } = await workbench.waitForNotification("Allowed: ");
    expect(message).toBe("Allowed: create pods/exec (staging, shop)");
    expect(buttons).toEqual(["Copy kubectl Command"]);
  });

  test("has sent nothing but reads and reviews, and read no Secret", async () => {
    const events = (await cluster.auditEvents()).filter(({ user }) => user.username === "ada");
    const changing = events.filter(
      ({ verb, objectRef }) =>
        !["get", "list"].includes(verb) &&
        !(verb === "create" && /^self(subjectaccess|subject)reviews$/.test(objectRef?.resource ?? "")),
    );
    expect(changing).toEqual([]);
    expect(events.filter(({ objectRef }) => objectRef?.resource === "secrets")).toEqual([]);
    expect(events.some(({ objectRef }) => objectRef?.resource === "selfsubjectaccessreviews")).toBe(true);
  });
});
