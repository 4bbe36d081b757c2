import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pictureOnFailure, screenshotPath, startUiSession, type UiSession } from "../host/ui-session";
import { DEPLOYMENT, HARDENED, NETWORK_POLICY } from "./manifests";

describe("the editor", () => {
  let session: UiSession;

  pictureOnFailure(() => session?.workbench);

  beforeAll(async () => {
    session = await startUiSession({
      files: { "deployment.yaml": DEPLOYMENT, "network-policy.yaml": NETWORK_POLICY },
      viewport: { width: 1280, height: 760 },
    });
  });

  afterAll(async () => {
    await session?.stop();
  });

  test("underlines the faults of a Deployment", async () => {
    const { workbench } = session;
    await workbench.openFile("deployment.yaml");
    const squiggles = await workbench.waitForSquiggles((all) => all.length > 1);
    expect(squiggles).toContainEqual({ severity: "error", line: 19, text: "api" });
    expect(squiggles).toContainEqual({ severity: "warning", line: 5, text: "api" });
    const problems = await workbench.problems((all) => all.length === 5);
    expect(problems.map(({ severity, source, code, line }) => [severity, source, code, line])).toEqual([
      ["error", "rampart", "workload/run-as-non-root", 19],
      ["warning", "rampart", "workload/seccomp-profile", 5],
      ["warning", "rampart", "workload/drop-all-capabilities", 19],
      ["warning", "rampart", "workload/privilege-escalation", 19],
      ["warning", "rampart", "workload/read-only-root-filesystem", 19],
    ]);
    await workbench.screenshot(screenshotPath("squiggles"));
    await workbench.press("Control+KeyJ");
  });

  test("says on hover what is wrong and why it matters", async () => {
    const { workbench } = session;
    const text = await workbench.hoverText(5, 10, "no seccomp profile");
    expect(text).toContain("workload/seccomp-profile");
    await workbench.screenshot(screenshotPath("hover"));
  });

  test("hardens the container through the light bulb, and nothing is left to underline", async () => {
    const { workbench } = session;
    await workbench.goTo(19, 18);
    const offered = await workbench.lightBulb();
    expect(offered[0]).toMatch(/^Harden this container/);
    await workbench.screenshot(screenshotPath("lightbulb"));
    await workbench.chooseAction(/^Harden this container/);
    expect(await workbench.waitForSquiggles((all) => all.length === 0)).toEqual([]);
    expect(await workbench.editorText()).toBe(HARDENED);
    await workbench.screenshot(screenshotPath("hardened"));
    await workbench.save(`${session.workspace}/deployment.yaml`);
    expect(session.readFile("deployment.yaml")).toBe(HARDENED);
  });

  test("adds the policy that lets pods ask the DNS", async () => {
    const { workbench } = session;
    await workbench.openFile("network-policy.yaml");
    const [squiggle, ...others] = await workbench.waitForSquiggles((all) => all.length > 0);
    expect(others).toEqual([]);
    expect(squiggle).toEqual({ severity: "error", line: 9, text: "Egress" });
    await workbench.goTo(9, 28);
    expect(await workbench.lightBulb()).toContain("Allow DNS egress in namespace shop");
    await workbench.chooseAction("Allow DNS egress in namespace shop");
    expect(await workbench.waitForSquiggles((all) => all.length === 0)).toEqual([]);
    const text = await workbench.editorText();
    expect(text.startsWith(`${NETWORK_POLICY}---\n`)).toBe(true);
    expect(text).toMatch(/port: 53\n\s+protocol: UDP|protocol: UDP\n\s+port: 53/);
    expect(text).toMatch(/port: 53\n\s+protocol: TCP|protocol: TCP\n\s+port: 53/);
    await expect.poll(() => workbench.waitForLens("applies to the pods of 1 workload")).toHaveLength(2);
    // Away from the breadcrumbs, which say their names under the mouse.
    await workbench.page.mouse.move(640, 744);
    await workbench.page.locator(".workbench-hover-container:visible").waitFor({ state: "hidden" });
    await workbench.screenshot(screenshotPath("dns-quick-fix"));
  });

  test("shows how the document stands, and its commands", async () => {
    const { workbench } = session;
    expect((await workbench.languageStatus()).join("\n")).toContain("No findings");
    await workbench.press("Escape");
    // One by one: the list shows no more than fits on the screen.
    for (const title of [
      "Rampart: Scan Workspace",
      "Rampart: Fix All in File",
      "Rampart: Harden Container",
      "Rampart: Show Rule…",
      "Rampart: Check Access on Cluster…",
      "Rampart: Restart Server",
      "Rampart: Show Output",
    ])
      expect(await workbench.commandTitles(title)).toContain(title);
  });

  test("opens the page of a rule", async () => {
    const { workbench } = session;
    await workbench.runCommand("Rampart: Show Rule…");
    await workbench.answerInput("workload/run-as-non-root");
    await workbench.page.locator(".tab", { hasText: "run-as-non-root.md" }).waitFor();
  });
});
