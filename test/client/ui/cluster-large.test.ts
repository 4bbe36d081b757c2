import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { controlPlaneMissing } from "../../cluster/build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "../../cluster/control-plane";
import { fillLarge, LARGE } from "../../cluster/large-cluster";
import { skipped } from "../../oracles/skip";
import { eventually } from "../host/eventually";
import { extensionHost, processesOf } from "../host/processes";
import { pictureOnFailure, startUiSession, type UiSession } from "../host/ui-session";
import { kubectlFolder } from "./live-cluster";

/** What the extension host may need more, in megabytes, for a cluster of this size. */
const MEMORY = 150;

describe.skipIf(skipped("large cluster", await controlPlaneMissing()))("a large cluster in the tree", () => {
  let cluster: ControlPlane;
  let session: UiSession;
  let before: number;

  pictureOnFailure(() => session?.workbench);

  beforeAll(async () => {
    cluster = await startControlPlane({ users: [{ name: "lead", groups: ["system:masters"] }] });
    await fillLarge(cluster);
    const large = await cluster.writeKubeconfig("large", { user: { token: cluster.token("lead") } });
    session = await startUiSession({
      files: { "notes.txt": "no manifest" },
      env: { PATH: `${kubectlFolder(cluster)}:${process.env.PATH}`, KUBECONFIG: large },
    });
  }, controlPlaneTimeout);

  afterAll(async () => {
    await session?.stop();
    await cluster?.stop();
  });

  /** What the extension host needs once it has nothing to do; on a busy machine, what it needs after a while. */
  async function settledMegabytes(): Promise<number> {
    const last: number[] = [];
    await eventually(
      () => {
        last.unshift(extensionHost(session.home)?.megabytes ?? 0);
        return last.slice(0, 40);
      },
      (values) => values.length === 40 && Math.max(...values) - Math.min(...values) < 3,
      "memory of the extension host",
    ).catch(() => undefined);
    return last[0] ?? 0;
  }

  test("opens at once, over its own connection", async () => {
    const { workbench } = session;
    await workbench.openContainer("Rampart");
    for (const view of ["Simulated Cluster", "Cluster Posture"]) await workbench.collapseView(view);
    await workbench.waitForTreeRows((all) => all.length === 1, "Cluster Access");
    // The extension is loaded; no cluster has been asked.
    before = await settledMegabytes();
    expect(before).toBeGreaterThan(0);
    const shown = workbench.page.evaluate(watchForRow, "Me: lead");
    await workbench.expandRow("Context large, current");
    console.info(`large cluster: first level ${(await shown).toFixed(0)} ms after the click`);
    await workbench.waitForTreeRows((all) => all.some(({ label }) => label === "Me: lead"), "Cluster Access");
    expect(processesOf(session.home).filter(({ command }) => command[0]?.endsWith("/kubectl"))).toEqual([]);
  });

  test("lists every account and its permissions, and needs little memory for it", async () => {
    const { workbench } = session;
    await workbench.expandRow("Service accounts");
    const rows = await workbench.waitForTreeRows(
      (all) => all.some(({ label }) => /^Service accounts, \d+, \d+ dangerous$/.test(label)),
      "Cluster Access",
    );
    const [, count = "0"] =
      /^Service accounts, (\d+)/.exec(
        rows.map(({ label }) => label).find((label) => label.startsWith("Service accounts")) ?? "",
      ) ?? [];
    expect(Number(count)).toBeGreaterThan(LARGE.accounts + LARGE.namespaces);
    await workbench.rowAction("Context large, current", "Show Access as Table");
    const frame = workbench.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    await frame.locator("table").waitFor();
    expect(await frame.locator("tbody tr").count()).toBeGreaterThan(LARGE.accounts);
    const more = (await settledMegabytes()) - before;
    console.info(`large cluster: ${more.toFixed(0)} MB more in the extension host`);
    expect(more).toBeLessThan(MEMORY);
  });
});

/** Runs in the page: milliseconds from the next press of a mouse button until a row of this label is drawn. */
function watchForRow(label: string): Promise<number> {
  return new Promise((resolve) => {
    document.addEventListener(
      "mousedown",
      () => {
        const start = performance.now();
        const look = () => {
          if (document.querySelector(`[role=treeitem][aria-label^="${label}"]`))
            resolve(performance.now() - start);
          else requestAnimationFrame(look);
        };
        look();
      },
      { capture: true, once: true },
    );
  });
}
