import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FakeKubectl, fakeKubectl } from "../../cluster/fake-kubectl";
import { pictureOnFailure, startUiSession, type UiSession } from "../host/ui-session";
import { DEPLOYMENT } from "./manifests";

const kubeconfig = (name: string) => `apiVersion: v1
kind: Config
clusters: [{ name: c, cluster: { server: "https://127.0.0.1:1" } }]
users: [{ name: u, user: { exec: { command: ./evil, apiVersion: client.authentication.k8s.io/v1 } } }]
contexts: [{ name: ${name}, context: { cluster: c, user: u } }]
`;

describe("Restricted Mode", () => {
  let session: UiSession;
  /** The user's kubectl, and the one that the workspace would like to be run. */
  let own: FakeKubectl;
  let planted: FakeKubectl;

  pictureOnFailure(() => session?.workbench);

  beforeAll(async () => {
    own = fakeKubectl("exit 1");
    planted = fakeKubectl("echo yes");
    session = await startUiSession({
      trusted: false,
      files: {
        "deployment.yaml": DEPLOYMENT,
        "kubeconfig.yaml": kubeconfig("planted"),
        ".vscode/settings.json": JSON.stringify({
          "rampart.kubectlPath": planted.path,
          "rampart.kubeconfig": "kubeconfig.yaml",
          rampart: { kubectlPath: planted.path, kubeconfig: "kubeconfig.yaml" },
        }),
      },
      homeFiles: { ".kube/config": kubeconfig("own") },
      env: { PATH: `${own.folder}:/usr/bin:/bin`, KUBECONFIG: undefined },
    });
  });

  afterAll(async () => {
    await session?.stop();
    own?.remove();
    planted?.remove();
  });

  test("checks manifests", async () => {
    const { workbench } = session;
    await workbench.openFile("deployment.yaml");
    const squiggles = await workbench.waitForSquiggles((all) => all.length > 1);
    expect(squiggles).toContainEqual({ severity: "error", line: 19, text: "api" });
  });

  test("asks no cluster, and says why", async () => {
    const { workbench } = session;
    await workbench.openContainer("Rampart");
    const { text, buttons } = await workbench.viewWelcome("Cluster Access");
    expect(text).toContain("only in a workspace that you trust");
    expect(buttons).toEqual(["Manage Workspace Trust"]);
    expect(await workbench.treeRows("Cluster Access")).toEqual([]);
    expect(await workbench.commandTitles("Rampart: Check Access")).toEqual([]);
    expect(await workbench.commandTitles("Rampart: Refresh Cluster View")).toEqual([]);
    expect([own.calls(), planted.calls()]).toEqual([[], []]);
  });

  test("shows what the manifests would allow: that asks nobody", async () => {
    const { workbench } = session;
    await workbench.expandRow(/^Simulated namespace shop/);
    await workbench.expandRow("Workload api, Deployment");
    const rows = await workbench.waitForTreeRows(
      (all) => all.some(({ label }) => label.startsWith("DNS: ")),
      "Simulated Cluster",
    );
    expect(rows.map(({ label }) => label)).toContain("Ingress: open: no policy isolates it");
    expect(await workbench.commandTitles("Rampart: Compare with Branch")).toEqual([]);
    expect([own.calls(), planted.calls()]).toEqual([[], []]);
  });

  test("ends with trust; what the workspace names is not run even then", async () => {
    const { workbench } = session;
    await workbench.page.locator(".welcome-view-content .monaco-button").click();
    await workbench.page
      .locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust$/ })
      .first()
      .click();
    const rows = await workbench.waitForTreeRows((all) => all.length > 0, "Cluster Access");
    // Newer versions show the trust editor above the window.
    const close = workbench.page.locator(".monaco-modal-editor-block .action-label.codicon-close");
    if ((await close.count()) > 0) await close.first().click();
    expect(rows.map(({ label }) => label)).toEqual(["Context own"]);
    expect([own.calls(), planted.calls()]).toEqual([[], []]);
    await workbench.page.locator('[role=treeitem][aria-label="Context own"] .monaco-tl-twistie').click();
    await expect.poll(() => own.calls().length, { timeout: 10_000 }).toBe(1);
    expect(own.calls()[0]).toContain("--context=own");
    expect(planted.calls()).toEqual([]);
    expect(session.readFile(join(".vscode", "settings.json"))).toContain("kubectlPath");
  });
});
