import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { controlPlaneMissing } from "../../cluster/build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout } from "../../cluster/control-plane";
import { skipped } from "../../oracles/skip";
import { eventually } from "../host/eventually";
import { pictureOnFailure, screenshotPath, startUiSession, type UiSession } from "../host/ui-session";
import { kubectlFolder } from "./live-cluster";
import { LIVE_SECRET, SHOP_FILES, startFailingShop } from "./posture-shop";

const VIEW = "Cluster Posture";

describe.skipIf(skipped("cluster posture", await controlPlaneMissing()))(
  "the view of a cluster's posture",
  () => {
    let cluster: ControlPlane;
    let session: UiSession;

    pictureOnFailure(() => session?.workbench);

    beforeAll(async () => {
      cluster = await startFailingShop();
      const kubeconfig = await cluster.writeKubeconfig("staging", {
        user: { token: cluster.token("ada") },
        namespace: "shop",
      });
      session = await startUiSession({
        files: SHOP_FILES,
        env: { PATH: `${kubectlFolder(cluster)}:${process.env.PATH}`, KUBECONFIG: kubeconfig },
        viewport: { width: 1280, height: 800 },
      });
    }, controlPlaneTimeout);

    afterAll(async () => {
      await session?.stop();
      await cluster?.stop();
    });

    /** Filters the open list down to a row, and takes it. */
    async function choose(text: string): Promise<void> {
      const { page } = session.workbench;
      const list = page.locator(".quick-input-widget:visible");
      await list.locator(".monaco-list-row").first().waitFor();
      await list.locator("input.input").fill(text);
      await list.locator(".monaco-list-row.focused", { hasText: text }).waitFor();
      await page.keyboard.press("Enter");
    }

    const rows = async (satisfy: (labels: readonly string[]) => boolean) =>
      (await session.workbench.waitForTreeRows((all) => satisfy(all.map(({ label }) => label)), VIEW)).map(
        ({ label }) => label,
      );
    const rowLike = async (pattern: RegExp) => {
      const all = await rows((labels) => labels.some((label) => pattern.test(label)));
      return all.find((label) => pattern.test(label)) ?? "";
    };

    /** The title of the active editor. */
    const activeTab = () =>
      session.workbench.page
        .locator(".editor-group-container.active .tab.active")
        .first()
        .getAttribute("aria-label");

    test("asks nothing before it is asked", async () => {
      const { workbench } = session;
      await workbench.openFile("shop/api.yaml");
      await workbench.openContainer("Rampart");
      await workbench.collapseView("Simulated Cluster");
      await workbench.collapseView("Cluster Access");
      expect((await cluster.auditEvents()).filter(({ user }) => user.username === "ada")).toEqual([]);
    });

    test("says why a workload fails: cause, evidence, the next command", async () => {
      const { workbench } = session;
      await workbench.runCommand("Rampart: Why Is This Workload Failing?");
      await choose("shop");
      await choose("Deployment/api");
      await rowLike(/^bad, Deployment shop\/api, the registry's firewall refuses the node$/);
      expect(await rowLike(/^the firewall of shop\.azurecr\.io does not admit/)).not.toBe("");
      expect(
        await rowLike(/^Pod shop\/api-.*, event Failed .*client with IP 10\.4\.2\.7 is not allowed/),
      ).not.toBe("");
      expect(await rowLike(/^shop\/api\.yaml:17, the manifest/)).not.toBe("");
      await workbench.clickRow("az acr network-rule list --name=shop");
      const copied = await eventually(
        () => workbench.page.evaluate(() => navigator.clipboard.readText()),
        (text) => text.startsWith("az "),
        "copied command",
      );
      expect(copied).toBe("az acr network-rule list --name=shop");
    });

    test("writes it down as a report to read", async () => {
      const { workbench } = session;
      await workbench.resizeSideBar(560);
      await workbench.clickRow(/^the firewall of shop\.azurecr\.io does not admit/);
      await eventually(activeTab, (title) => title?.startsWith("Preview Why-Deployment") === true, "report");
      const report = workbench.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
      await report.getByRole("heading", { name: "Evidence" }).waitFor();
      expect(await report.locator("body").textContent()).toContain(
        "client with IP 10.4.2.7 is not allowed access",
      );
      await workbench.press("Control+KeyW");
    });

    test("jumps to the manifest", async () => {
      const { workbench } = session;
      await workbench.clickRow(/^shop\/api\.yaml:17, the manifest/);
      await workbench.page.locator("#status\\.editor\\.selection", { hasText: "Ln 17" }).waitFor();
      expect(await activeTab()).toMatch(/^api\.yaml/);
      await workbench.screenshot(screenshotPath("triage"));
    });

    test("shows the posture by layer and owner, and opens the live object at a finding", async () => {
      const { workbench } = session;
      await workbench.clickRow(/^Failing Workloads/);
      await workbench.press("ArrowLeft");
      await workbench.expandRow("Posture");
      await rowLike(/^Findings, .*blocking/);
      await rowLike(/^Posture, \d+ objects, profile prod$/);
      await workbench.expandRow(/^workload, /);
      await workbench.expandRow(/^blocking, Deployment shop\/api, /);
      const finding = await rowLike(/^blocking, Container is privileged, /);
      expect(await rowLike(/^Namespaces, /)).toMatch(/enforce no Pod Security$/);
      expect(await rowLike(/^Edge, /)).toBe("Edge, 1 host, 1 without TLS");
      expect(await rowLike(/^Cannot See, /)).not.toBe("");
      await workbench.screenshot(screenshotPath("posture"));
      await workbench.clickRow(finding);
      await eventually(
        activeTab,
        (title) => title?.startsWith("Deployment-shop-api.yaml") === true,
        "live object",
      );
      const text = await workbench.editorText();
      expect(text).toContain("privileged: true");
      expect(text).not.toContain(LIVE_SECRET);
      expect(text).not.toMatch(/last-applied|managedFields/);
    });

    test("offers the fixes of the manifest for a finding of the cluster", async () => {
      const { workbench } = session;
      await workbench.rowAction(/^blocking, Container may run as root, /, "Show Quick Fixes in Manifest");
      await eventually(activeTab, (title) => title?.startsWith("api.yaml") === true, "manifest");
      const fixes = workbench.page.locator(".action-widget .monaco-list-row.action .title");
      await fixes.first().waitFor();
      const titles = await fixes.allInnerTexts();
      expect(
        titles.some((title) => /run.*non-root|not as root|runAsNonRoot/i.test(title)),
        titles.join(" | "),
      ).toBe(true);
      await workbench.press("Escape");
    });

    test("lays manifest and cluster beside each other where they differ", async () => {
      const { workbench } = session;
      // Rows out of sight do not exist: from here on there is room for all.
      await workbench.page.setViewportSize({ width: 1280, height: 1600 });
      await workbench.runCommand("Rampart: Compare with Cluster…");
      const row = await rowLike(/^bad, Deployment shop\/api, 2 fields, 2 of security$/);
      await rowLike(/^Declared, but Not in the Cluster, 1$/);
      // One is the worker, the other what `kubectl kustomize` makes of the overlay.
      await rowLike(/^good, 2 objects are as declared$/);
      await workbench.clickRow(row);
      await eventually(
        activeTab,
        (title) => title?.startsWith("Deployment shop/api: manifest and staging") === true,
        "difference",
      );
      const diff = workbench.page.locator(".editor-group-container.active .monaco-diff-editor");
      await diff.locator(".view-line", { hasText: "privileged: true" }).first().waitFor();
      await diff.locator(".view-line", { hasText: "privileged: false" }).first().waitFor();
      const text = await diff.textContent();
      expect(text).not.toContain(LIVE_SECRET);
      expect(text).not.toContain("in-the-manifest");
    });

    test("has sent nothing but reads, and read no Secret", async () => {
      const events = (await cluster.auditEvents()).filter(({ user }) => user.username === "ada");
      expect(events.some(({ objectRef }) => objectRef?.resource === "deployments")).toBe(true);
      expect(events.filter(({ verb }) => !["get", "list"].includes(verb))).toEqual([]);
      expect(events.filter(({ objectRef }) => objectRef?.resource === "secrets")).toEqual([]);
      expect(events.filter(({ objectRef }) => objectRef?.subresource !== undefined)).toEqual([]);
    });
  },
);
