import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../host/eventually";
import { pictureOnFailure, screenshotPath, startUiSession, type UiSession } from "../host/ui-session";
import { SHOP } from "./shop";

describe("manifests that live together", () => {
  let session: UiSession;

  pictureOnFailure(() => session?.workbench);

  beforeAll(async () => {
    session = await startUiSession({ files: SHOP, viewport: { width: 1280, height: 900 } });
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args], {
        cwd: session.workspace,
        stdio: "ignore",
      });
    git("init", "--initial-branch=main");
    git("add", ".");
    git("commit", "--message=The shop");
  });

  afterAll(async () => {
    await session?.stop();
  });

  test("say above each resource what they mean to each other", async () => {
    const { workbench } = session;
    await workbench.openFile("web.yaml");
    expect(await workbench.waitForLens("bound by")).toEqual([
      "reached by nobody · can read every Secret of shop · default deny: ingress only",
      "bound by RoleBinding readers · used by 1 workload · reads the values of Secrets",
    ]);
    await workbench.screenshot(screenshotPath("code-lens"));
  });

  test("list the workloads that a policy applies to", async () => {
    const { workbench } = session;
    await workbench.openFile("network.yaml");
    await workbench.waitForLens("applies to the pods of 3 workloads");
    await workbench.page.locator(".codelens-decoration a", { hasText: "3 workloads" }).click();
    const files = workbench.page.locator(".peekview-widget .reference-file .label-name");
    const names = await eventually(
      () => files.allInnerTexts(),
      (texts) => texts.length === 3,
      "references",
    );
    expect([...names].sort()).toEqual(["api.yaml", "db.yaml", "web.yaml"]);
    await workbench.press("Escape");
  });

  test("show a path from the Internet to the Secrets, with every hop", async () => {
    const { workbench } = session;
    await workbench.runCommand("View: Close All Editors");
    rmSync(join(session.workspace, "network.yaml"));
    await workbench.openFile("web.yaml");
    // The findings of the file that is gone go with it.
    const problems = await workbench.problems(
      (all) => all.length === 1 && all[0]?.code === "identity/attack-path",
    );
    const [path] = problems;
    expect(path).toMatchObject({ severity: "error", line: 4, column: 9 });
    expect(path?.message).toContain('the Secrets of namespace "shop"');
    // VS Code asks for lenses again once the editor has the focus.
    await workbench.goTo(4, 10);
    await workbench.waitForLens("Would not pass prod: 1 finding blocks");
    await workbench.waitForLens("reached by anything");
    await workbench.screenshot(screenshotPath("attack-path"));
    await workbench.press("Control+KeyJ");
  });

  test("stand in the status item", async () => {
    const status = (await session.workbench.languageStatus()).join("\n");
    expect(status).toMatch(/1 finding, 1 of them blocking/);
    expect(status).toContain("Rampart: profile prod, Kubernetes ");
    await session.workbench.press("Escape");
  });

  test("are waived with owner, reason and date, and the finding leads to the waiver", async () => {
    const { workbench } = session;
    const box = workbench.page.locator(".quick-input-widget:visible");
    const input = box.locator("input.input");
    await workbench.goTo(4, 10);
    await workbench.lightBulb();
    await workbench.chooseAction(/^Waive identity\/attack-path for shop\/Deployment\/web/);
    await box.getByText("Waive identity/attack-path (1/3)").waitFor();
    await workbench.answerInput("platform-team");
    await box.getByText("Waive identity/attack-path (2/3)").waitFor();
    await input.fill("reads its own certificate until the mesh does");
    await workbench.screenshot(screenshotPath("waiver"));
    await workbench.press("Enter");
    await box.getByText("Waive identity/attack-path (3/3)").waitFor();
    await input.fill("2020-02-30");
    await box.getByText("Write the day as YYYY-MM-DD.").waitFor();
    await workbench.answerInput("2999-12-31");
    await workbench.page.locator(".tab.active", { hasText: ".rampart.yaml" }).waitFor();
    expect(session.readFile(".rampart.yaml")).toBe(`waivers:
  - rule: identity/attack-path
    resource: shop/Deployment/web
    owner: platform-team
    reason: "reads its own certificate until the mesh does"
    expires: 2999-12-31
`);
    await workbench.openFile("web.yaml");
    await workbench.waitForSquiggles((all) => all.length === 0);
    await workbench.goTo(4, 10);
    const offered = await workbench.lightBulb();
    const show = offered.find((title) =>
      title.startsWith("Show the waiver of identity/attack-path (platform-team,"),
    );
    expect(show).toBeDefined();
    await workbench.chooseAction(show ?? "");
    await workbench.page.locator(".tab.active", { hasText: ".rampart.yaml" }).waitFor();
  });

  test("are ignored with a reason that is asked for", async () => {
    const { workbench } = session;
    await workbench.openFile("access.yaml");
    await workbench.waitForSquiggles((all) => all.some(({ line }) => line === 8));
    await workbench.goTo(8, 18);
    await workbench.lightBulb();
    await workbench.chooseAction(/^Ignore identity\/read-secrets here/);
    await workbench.answerInput("the vault is read by hand");
    const text = await eventually(
      () => workbench.editorText(),
      (now) => now.includes("rampart-ignore"),
      "comment",
    );
    expect(text).toBe(
      (SHOP["access.yaml"] ?? "").replace(
        "    resources: [secrets]",
        "    # rampart-ignore-next-line identity/read-secrets -- the vault is read by hand\n    resources: [secrets]",
      ),
    );
  });

  test("get the policies that they need", async () => {
    const { workbench } = session;
    await workbench.openFile("web.yaml");
    await workbench.goTo(3, 1);
    await workbench.lightBulb();
    await workbench.chooseAction(/^Generate policies for namespace shop/);
    const text = await eventually(
      () => workbench.editorText(),
      (now) => now.includes("default-deny"),
      "policies",
    );
    expect(text.startsWith(SHOP["web.yaml"] ?? "")).toBe(true);
    expect(text).toContain("kube-rampart/evidence");
    await workbench.goTo(71, 1);
    await workbench.waitForLens("applies to the pods of 1 workload");
    await workbench.screenshot(screenshotPath("generated-policies"));
  });

  test("are compared with a branch, edits that are not saved too", async () => {
    const { workbench } = session;
    await workbench.runCommand("Rampart: Compare with Branch…");
    await workbench.answerInput("nowhere");
    const { message } = await workbench.waitForNotification("cannot compare");
    expect(message).toContain("nowhere: there is no such revision");
    await workbench.runCommand("Rampart: Compare with Branch…");
    await workbench.answerInput("main");
    await workbench.page.locator(".tab", { hasText: "changes-since-main.md" }).waitFor();
  });
});
