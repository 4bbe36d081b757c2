import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { controlPlaneMissing } from "../../cluster/build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout } from "../../cluster/control-plane";
import { skipped } from "../../oracles/skip";
import { eventually } from "../host/eventually";
import { processesOf } from "../host/processes";
import { pictureOnFailure, startUiSession, type UiSession } from "../host/ui-session";
import { kubectlFolder, startShop } from "./live-cluster";

describe.skipIf(skipped("cluster processes", await controlPlaneMissing()))(
  "a context with a login plug-in",
  () => {
    let cluster: ControlPlane;
    let session: UiSession;
    let mostAtOnce = 0;

    pictureOnFailure(() => session?.workbench);

    beforeAll(async () => {
      cluster = await startShop();
      const { kubeconfig } = await cluster.execPluginKubeconfig(cluster.token("ada"));
      session = await startUiSession({
        files: { "notes.txt": "no manifest" },
        env: { PATH: `${kubectlFolder(cluster)}:${process.env.PATH}`, KUBECONFIG: kubeconfig },
        viewport: { width: 1280, height: 1400 },
      });
    }, controlPlaneTimeout);

    afterAll(async () => {
      await session?.stop();
      await cluster?.stop();
    });

    /** The kubectl processes of this session. */
    function children(): number {
      const { length } = processesOf(session.home).filter(({ command }) => command[0]?.endsWith("/kubectl"));
      mostAtOnce = Math.max(mostAtOnce, length);
      return length;
    }

    test("is asked through one kubectl, however much is asked", async () => {
      const { workbench } = session;
      await workbench.openContainer("Rampart");
      for (const view of ["Simulated Cluster", "Cluster Posture"]) await workbench.collapseView(view);
      await workbench.waitForTreeRows((all) => all.length > 0, "Cluster Access");
      expect(children()).toBe(0);
      await workbench.expandRow("Context exec-plugin, current");
      await workbench.expandRow("Me: ada");
      await workbench.expandRow("Namespace shop");
      await workbench.expandRow("Cluster-wide permissions");
      await workbench.waitForTreeRows((all) => {
        children();
        const answered = all.filter(({ level, label }) => level === 4 && !label.endsWith(": asking"));
        return answered.length === 28;
      }, "Cluster Access");
      expect(children()).toBe(1);
      expect(mostAtOnce).toBe(1);
    });

    test("ends it when the view is closed, and starts it again when it is asked again", async () => {
      const { workbench } = session;
      await workbench.openContainer("Explorer");
      await eventually(children, (count) => count === 0, "end of kubectl");
      await workbench.openContainer("Rampart");
      await workbench.rowAction("Namespace shop", "Refresh Cluster View");
      await eventually(children, (count) => count === 1, "start of kubectl");
      expect(mostAtOnce).toBe(1);
    });
  },
);
