import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FakeKubectl, fakeKubectl } from "../../cluster/fake-kubectl";
import { json, type StandIn, startStandIn } from "../../cluster/stand-in";
import { pictureOnFailure, startUiSession, type UiSession } from "../host/ui-session";

const CONTEXT = "--kubeconfig=/evil; $(touch pwned) `touch pwned`";
const ROW = `Context ${CONTEXT}, current`;
const TOKEN = "{ token: a-token-that-is-told-nobody }";
const PLUGIN =
  "{ exec: { apiVersion: client.authentication.k8s.io/v1, command: aws, interactiveMode: Never } }";

/** A kubeconfig of one context, whose name is crafted as a flag and as shell text. */
function kubeconfig(server: string, authority: string | undefined, user: string): string {
  const ca =
    authority === undefined
      ? ""
      : `, certificate-authority-data: ${Buffer.from(authority).toString("base64")}`;
  return `apiVersion: v1
kind: Config
current-context: ${JSON.stringify(CONTEXT)}
clusters: [{ name: c, cluster: { server: "${server}"${ca} } }]
users: [{ name: u, user: ${user} }]
contexts: [{ name: ${JSON.stringify(CONTEXT)}, context: { cluster: c, user: u } }]
`;
}

/** How the stand-in for an API server answers. */
const ANSWERS = {
  expired: (response: ServerResponse) => json(response, { kind: "Status", message: "Unauthorized" }, 401),
  forbidden: (response: ServerResponse) =>
    json(
      response,
      { kind: "Status", message: 'selfsubjectreviews is forbidden: User "system:anonymous" cannot create' },
      403,
    ),
  page: (response: ServerResponse) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Log in</title>"),
  hang: () => undefined,
};

/** A kubectl whose login plug-in is not there: the proxy starts, and says so to whoever asks. */
const SCRIPT = `printf 'Unable to connect to the server: getting credentials: exec: executable aws not found\\n' >&2 ; exit 1`;

describe("the cluster view, where there is nothing to show", () => {
  let session: UiSession;
  let fake: FakeKubectl;
  let server: StandIn;
  let answer: keyof typeof ANSWERS = "expired";

  pictureOnFailure(() => session?.workbench);

  const config = (text: string) => {
    mkdirSync(join(session.home, ".kube"), { recursive: true });
    writeFileSync(join(session.home, ".kube", "config"), text);
  };

  /** Presses "Try Again" and waits for the welcome text that holds these words. */
  async function tryAgain(words: string): Promise<readonly string[]> {
    await pressTryAgain();
    return await welcome(words);
  }

  async function pressTryAgain(): Promise<void> {
    await session.workbench.page
      .locator(".welcome-view-content .monaco-button", { hasText: "Try Again" })
      .first()
      .click();
  }

  async function welcome(words: string): Promise<readonly string[]> {
    const shown = session.workbench.page.locator(".welcome-view-content:visible", { hasText: words });
    await shown.first().waitFor();
    return (await session.workbench.viewWelcome("Cluster Access")).buttons;
  }

  /** Expands the only context: nothing is asked before. */
  async function expand(): Promise<void> {
    await session.workbench.waitForTreeRows((all) => all.length === 1, "Cluster Access");
    await session.workbench.page
      .locator(`.part.sidebar .monaco-list-row[aria-label^="Context "] .monaco-tl-twistie`)
      .click();
  }

  beforeAll(async () => {
    fake = fakeKubectl(SCRIPT);
    rmSync(fake.path);
    server = await startStandIn((_request, response) => ANSWERS[answer](response));
    session = await startUiSession({
      files: { "notes.txt": "no manifest" },
      // No other folder: a kubectl of this machine would be found there.
      env: { PATH: fake.folder, KUBECONFIG: undefined },
      viewport: { width: 1280, height: 900 },
    });
  });

  afterAll(async () => {
    await session?.stop();
    await server?.stop();
    fake?.remove();
  });

  test("says that there is no kubeconfig, no context", async () => {
    await session.workbench.openContainer("Rampart");
    for (const view of ["Simulated Cluster", "Cluster Posture"]) await session.workbench.collapseView(view);
    expect(await welcome("No kubeconfig was found")).toEqual(["Set the Path of the Kubeconfig", "Try Again"]);
    config("contexts: [\n");
    expect(await tryAgain("The kubeconfig could not be read")).toEqual(["Show Output", "Try Again"]);
    config("apiVersion: v1\nkind: Config\n");
    expect(await tryAgain("holds no context")).toEqual(["Try Again"]);
    expect(server.connections).toBe(0);
  });

  test("says that a login plug-in needs kubectl, and why it failed where there is one", async () => {
    config(kubeconfig(server.server, server.authority, PLUGIN));
    await pressTryAgain();
    await expand();
    expect(await welcome("No kubectl was found")).toEqual(["Set the Path of kubectl", "Try Again"]);
    fake.restore();
    await pressTryAgain();
    await expand();
    expect(await welcome("fetches your credentials has failed")).toEqual(["Try Again", "Show Output"]);
    for (const call of fake.calls()) {
      expect(call[0]).toBe("proxy");
      expect(call.at(-1)).toBe(`--context=${CONTEXT}`);
    }
    expect(fake.calls()).toHaveLength(1);
  });

  test("says when the certificate is not accepted, and sends nothing", async () => {
    config(kubeconfig(server.server, undefined, TOKEN));
    await pressTryAgain();
    await expand();
    expect(await welcome("is not accepted")).toEqual(["Try Again", "Show Output"]);
    expect(server.requests).toEqual([]);
  });

  test("says when the cluster does not answer", async () => {
    config(kubeconfig("https://127.0.0.1:1", undefined, TOKEN));
    await pressTryAgain();
    await expand();
    expect(await welcome("The cluster does not answer")).toEqual(["Try Again", "Show Output"]);
  });

  test.each([
    ["expired", "The cluster does not accept your login"],
    ["forbidden", "forbids what the view asks first"],
  ] as const)("says when the login is: %s", async (how, words) => {
    answer = how;
    config(kubeconfig(server.server, server.authority, TOKEN));
    await pressTryAgain();
    await expand();
    expect(await welcome(words)).toEqual(["Try Again", "Show Output"]);
  });

  test("stays usable while the cluster hangs, and leaves it alone when it is cancelled", async () => {
    const { workbench } = session;
    answer = "hang";
    const before = server.requests.length;
    await pressTryAgain();
    await expand();
    await expect.poll(() => server.requests.length).toBe(before + 1);
    expect(await workbench.commandTitles("Rampart: Show Output")).toEqual(["Rampart: Show Output"]);
    await workbench.viewAction("Cluster Access", "Cancel Running Questions");
    const rows = await workbench.waitForTreeRows((all) => all.length === 2, "Cluster Access");
    expect(rows.map(({ label }) => label)).toEqual([
      ROW,
      "Cancelled: cancelled before the cluster answered. Refresh to ask again.",
    ]);
  });

  test("does not take a web page for an answer", async () => {
    const { workbench } = session;
    answer = "page";
    await workbench.rowAction(ROW, "Refresh Cluster View");
    const rows = await workbench.waitForTreeRows(
      (all) => all.some(({ label }) => label.startsWith("Not understood")),
      "Cluster Access",
    );
    expect(rows.map(({ label }) => label)).toEqual([
      ROW,
      expect.stringMatching(/^Not understood: a web page answered \(status 200\), not an API server/),
    ]);
  });

  test("has run nothing but kubectl, and sent nothing but the question who one is", () => {
    expect(fake.calls()).toHaveLength(1);
    for (const { method, url } of server.requests)
      expect([method, url]).toEqual(["POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews"]);
    for (const folder of [session.home, session.workspace, fake.folder])
      expect(existsSync(join(folder, "pwned"))).toBe(false);
  });
});
