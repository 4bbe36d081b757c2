import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pictureOnFailure, screenshotPath, startUiSession, type UiSession } from "../host/ui-session";
import { SHOP } from "./shop";

const VIEW = "Simulated Cluster";

describe("the simulated cluster in the tree", () => {
  let session: UiSession;

  pictureOnFailure(() => session?.workbench);

  beforeAll(async () => {
    session = await startUiSession({ files: SHOP, viewport: { width: 1280, height: 900 } });
  });

  afterAll(async () => {
    await session?.stop();
  });

  /** The rows below a row, from top to bottom, once they satisfy. */
  async function below(label: string, satisfy: (labels: readonly string[]) => boolean): Promise<string[]> {
    let labels: string[] = [];
    await session.workbench.waitForTreeRows((rows) => {
      const at = rows.findIndex((row) => row.label === label);
      const level = rows[at]?.level ?? 0;
      const rest = rows.slice(at + 1);
      const end = rest.findIndex((row) => row.level <= level);
      const own = end < 0 ? rest : rest.slice(0, end);
      labels = own.filter((row) => row.level === level + 1).map((row) => row.label);
      return at >= 0 && satisfy(labels);
    }, VIEW);
    return labels;
  }

  test("leads from scopes to namespaces to workloads", async () => {
    const { workbench } = session;
    await workbench.openFile("web.yaml");
    await workbench.openContainer("Rampart");
    await workbench.collapseView("Cluster Access");
    await workbench.resizeSideBar(560);
    const scope = "Scope workspace, 3 workloads, more may be deployed beside it";
    const namespace = "Simulated namespace shop, default deny: ingress only, Pod Security restricted";
    expect(await below(scope, (labels) => labels.length > 0)).toEqual([namespace]);
    await workbench.expandRow(namespace);
    expect(await below(namespace, (labels) => labels.length > 0)).toEqual([
      "Workload api, Deployment",
      "Workload db, Deployment",
      "Workload web, Deployment, 1 dangerous right",
    ]);
  });

  test("tells what a workload may do, by which binding, and how it stands in the network", async () => {
    const { workbench } = session;
    const web = "Workload web, Deployment, 1 dangerous right";
    await workbench.expandRow(web);
    expect(await below(web, (labels) => labels.length > 0)).toEqual([
      "Account web, token mounted",
      "Ingress: closed by 1 policy",
      "Egress: open: no policy isolates it",
      "DNS: allowed, no policy restricts it",
      "Reaches",
      "Reached by",
    ]);
    const rights = await below("Account web, token mounted", (labels) => labels.length > 0);
    expect(rights[0]).toBe(
      'reads the values of Secrets: allowed, shop, RoleBinding "readers" gives Role "reader"',
    );
    expect(rights[1]).toMatch(/^\d+ other dangerous rights: denied$/);
  });

  test("tells whom a workload reaches and who reaches it", async () => {
    const { workbench } = session;
    await workbench.expandRow("Reaches");
    expect(await below("Reaches", (labels) => labels.length > 0)).toEqual([
      "addresses outside, 443/TCP, allowed, no policy restricts it",
      "the cloud's metadata endpoint, 80/TCP, allowed, no policy restricts it",
      "Denied: 2",
    ]);
    await workbench.expandRow("Denied: 2");
    expect(await below("Denied: 2", (labels) => labels.length > 0)).toEqual([
      "Deployment shop/api, 9090/TCP, denied, no rule allows it: ingress of Deployment shop/api is isolated, NetworkPolicy shop/default-deny",
      "Deployment shop/db, 5432/TCP, denied, no rule allows it: ingress of Deployment shop/db is isolated, NetworkPolicy shop/api-to-db, NetworkPolicy shop/default-deny",
    ]);
    await workbench.expandRow("Ingress: closed by 1 policy");
    await below("Ingress: closed by 1 policy", (labels) =>
      labels.includes("NetworkPolicy shop/default-deny"),
    );
    await workbench.waitForLens("bound by RoleBinding readers");
    await workbench.screenshot(screenshotPath("simulated-tree"));
  });

  test("leads to the manifest", async () => {
    const { workbench } = session;
    await workbench.clickRow(/^reads the values of Secrets/);
    const place = workbench.page.locator("#status\\.editor\\.selection");
    await workbench.page.locator(".tab.active", { hasText: "access.yaml" }).waitFor();
    await place.filter({ hasText: "Ln 17, Col" }).waitFor();
    await workbench.rowAction("Workload db, Deployment", "Open Manifest");
    await workbench.page.locator(".tab.active", { hasText: "db.yaml" }).waitFor();
    await place.filter({ hasText: "Ln 4, Col" }).waitFor();
  });

  test("follows what is typed, and what others write", async () => {
    const { workbench } = session;
    await workbench.openFile("access.yaml");
    await workbench.replaceText((SHOP["access.yaml"] ?? "").replace("[secrets]", "[configmaps]"));
    await workbench.waitForTreeRows(
      (rows) => rows.some(({ label }) => label === "Workload web, Deployment"),
      VIEW,
    );
    writeFileSync(
      join(session.workspace, "network.yaml"),
      (SHOP["network.yaml"] ?? "").replace("[Ingress]", "[Ingress, Egress]"),
    );
    await workbench.waitForTreeRows(
      (rows) => rows.some(({ label }) => label.includes("shop, default deny, Pod Security")),
      VIEW,
    );
  });
});
