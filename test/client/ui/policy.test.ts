import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../host/eventually";
import { pictureOnFailure, screenshotPath, startUiSession, type UiSession } from "../host/ui-session";
import { DEPLOYMENT } from "./manifests";

const CONFIGURATION = `environments:
  dev: { paths: ["dev/**"], profile: dev }
  prod: { paths: ["prod/**"] }
# What may be reached from outside.
ingress:
  - host: shop.example.com
`;

const EDGE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
  namespace: shop
spec:
  parentRefs: [{ name: public, namespace: edge }]
  hostnames: [shop.example.com, beta.example.com]
  rules: [{ backendRefs: [{ name: web, port: 80 }] }]
`;

describe("dev warns, prod blocks", () => {
  let session: UiSession;

  pictureOnFailure(() => session?.workbench);

  beforeAll(async () => {
    session = await startUiSession({
      files: {
        ".rampart.yaml": CONFIGURATION,
        ".vscode/settings.json": "{}",
        "dev/api.yaml": DEPLOYMENT,
        "prod/api.yaml": DEPLOYMENT,
        "prod/edge.yaml": EDGE,
      },
      viewport: { width: 1280, height: 760 },
    });
  });

  afterAll(async () => {
    await session?.stop();
  });

  /** What the status item says, once it says something of this kind. */
  async function statusOnce(pattern: RegExp): Promise<string> {
    const { workbench } = session;
    const text = await eventually(
      async () => {
        const all = (await workbench.languageStatus()).join("\n");
        await workbench.press("Escape");
        return all;
      },
      (found) => pattern.test(found),
      "language status",
    );
    return text;
  }

  test("in the environment of the file, which the status item names, and counts what would block", async () => {
    const { workbench } = session;
    await workbench.openFile("dev/api.yaml");
    const squiggles = await workbench.waitForSquiggles((all) => all.length > 1);
    expect(squiggles.map(({ severity }) => severity)).not.toContain("error");
    expect(await statusOnce(/would block in production/)).toMatch(
      /5 findings, 1 would block in production[\s\S]*Rampart: environment dev, profile dev, Kubernetes 1\.\d+/,
    );
    await workbench.goTo(1, 1);
    await workbench.waitForLens("Would not pass prod: 1 finding blocks (here: dev, profile dev)");
    await workbench.runCommand("View: Close All Editors");
    await workbench.openFile("prod/api.yaml");
    await workbench.waitForSquiggles((all) => all.some(({ severity }) => severity === "error"));
    expect(await statusOnce(/blocking/)).toMatch(
      /5 findings, 1 of them blocking[\s\S]*Rampart: environment prod, profile prod, /,
    );
  });

  test("and a setting of the editor wins here alone, which the status item says", async () => {
    const { workbench } = session;
    await workbench.openFile(".vscode/settings.json");
    await workbench.replaceText('{ "rampart.profile": "dev" }');
    await workbench.save(`${session.workspace}/.vscode/settings.json`);
    await workbench.openFile("prod/api.yaml");
    await workbench.waitForSquiggles(
      (all) => all.length > 0 && all.every(({ severity }) => severity !== "error"),
    );
    expect(await statusOnce(/wins over/)).toMatch(
      /environment prod, profile dev, [\s\S]*The setting rampart\.profile wins over the configuration, in this editor alone/,
    );
    await workbench.openFile(".vscode/settings.json");
    await workbench.replaceText("{}");
    await workbench.save(`${session.workspace}/.vscode/settings.json`);
    await workbench.openFile("prod/api.yaml");
    await workbench.waitForSquiggles((all) => all.some(({ severity }) => severity === "error"));
  });

  test("and a host that nobody meant to show is added to the inventory from where it is found", async () => {
    const { workbench } = session;
    await workbench.runCommand("View: Close All Editors");
    await workbench.openFile("prod/edge.yaml");
    await workbench.waitForSquiggles((all) => all.some(({ text }) => text === "beta.example.com"));
    await workbench.goTo(8, 36);
    const offered = await workbench.lightBulb();
    expect(offered).toContain("Write the ingress inventory from what exists");
    await workbench.screenshot(screenshotPath("ingress-inventory"));
    await workbench.chooseAction('Add "beta.example.com" to the ingress inventory');
    await workbench.page.locator(".tab.active", { hasText: ".rampart.yaml" }).waitFor();
    expect(session.readFile(".rampart.yaml")).toBe(`${CONFIGURATION}  - host: beta.example.com\n`);
    await workbench.openFile("prod/edge.yaml");
    await workbench.waitForSquiggles((all) => all.every(({ text }) => text !== "beta.example.com"));
    await workbench.runCommand("Rampart: Write the Inventory from What Exists");
    const { message } = await workbench.waitForNotification("inventory");
    expect(message).toContain("holds every host and path that the manifests expose");
  });
});
