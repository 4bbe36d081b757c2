import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FakeKubectl, fakeKubectl } from "../../cluster/fake-kubectl";
import { pictureOnFailure, startUiSession, type UiSession } from "../host/ui-session";

const CONTEXT = "--kubeconfig=/evil; $(touch pwned) `touch pwned`";
const KUBECONFIG = `apiVersion: v1
kind: Config
current-context: ${JSON.stringify(CONTEXT)}
clusters: [{ name: c, cluster: { server: "https://127.0.0.1:1" } }]
users: [{ name: u, user: { token: any } }]
contexts: [{ name: ${JSON.stringify(CONTEXT)}, context: { cluster: c, user: u } }]
`;
/** Does what the file `mode` says: prints it to standard error and fails, or hangs, or prints garbage. */
const SCRIPT = `case "$(/bin/cat "$FOLDER/mode")" in
  hang) /bin/sleep 60 ;;
  garbage) printf '\\001\\002<html>' ; exit 0 ;;
  *) /bin/cat "$FOLDER/mode" >&2 ; exit 1 ;;
esac`;
const ROW = `Context ${CONTEXT}, current`;

describe("the cluster view, where there is nothing to show", () => {
  let session: UiSession;
  let fake: FakeKubectl;

  pictureOnFailure(() => session?.workbench);

  const says = (text: string) => writeFileSync(join(fake.folder, "mode"), text);
  const config = (text: string) => {
    mkdirSync(join(session.home, ".kube"), { recursive: true });
    writeFileSync(join(session.home, ".kube", "config"), text);
  };

  /** Presses "Try Again" and waits for the welcome text that holds these words. */
  async function tryAgain(words: string): Promise<readonly string[]> {
    await session.workbench.page
      .locator(".welcome-view-content .monaco-button", { hasText: "Try Again" })
      .click();
    return await welcome(words);
  }

  async function welcome(words: string): Promise<readonly string[]> {
    const shown = session.workbench.page.locator(".welcome-view-content:visible", { hasText: words });
    await shown.first().waitFor();
    return (await session.workbench.viewWelcome()).buttons;
  }

  beforeAll(async () => {
    fake = fakeKubectl(SCRIPT);
    rmSync(fake.path);
    session = await startUiSession({
      files: { "notes.txt": "no manifest" },
      // No other folder: a kubectl of this machine would be found there.
      env: { PATH: fake.folder, KUBECONFIG: undefined },
      viewport: { width: 1280, height: 760 },
    });
  });

  afterAll(async () => {
    await session?.stop();
    fake?.remove();
  });

  test("says that there is no kubectl, no kubeconfig, no context", async () => {
    await session.workbench.openContainer("Rampart");
    expect(await welcome("No kubectl was found")).toEqual(["Set the Path of kubectl", "Try Again"]);
    fake.restore();
    expect(await tryAgain("No kubeconfig was found")).toEqual([
      "Set the Path of the Kubeconfig",
      "Try Again",
    ]);
    config("contexts: [\n");
    expect(await tryAgain("The kubeconfig could not be read")).toEqual(["Show Output", "Try Again"]);
    config("apiVersion: v1\nkind: Config\n");
    expect(await tryAgain("holds no context")).toEqual(["Try Again"]);
    expect(fake.calls()).toEqual([]);
  });

  test.each([
    [
      "unreachable",
      "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?",
      "The cluster does not answer",
    ],
    [
      "login-expired",
      "error: You must be logged in to the server (Unauthorized)",
      "The cluster does not accept your login",
    ],
    [
      "forbidden",
      'Error from server (Forbidden): selfsubjectreviews is forbidden: User "system:anonymous" cannot create',
      "forbids what the view asks first",
    ],
    [
      "bad-certificate",
      "Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority",
      "is not accepted",
    ],
    [
      "credential-plugin",
      "Unable to connect to the server: getting credentials: exec: executable aws not found",
      "fetches your credentials has failed",
    ],
  ])("says when the only cluster is: %s", async (_state, stderr, words) => {
    const { workbench } = session;
    config(KUBECONFIG);
    says(stderr);
    await workbench.page.locator(".welcome-view-content .monaco-button", { hasText: "Try Again" }).click();
    await workbench.page.locator(".part.sidebar .monaco-list-row .monaco-tl-twistie").click();
    expect(await welcome(words)).toEqual(["Try Again", "Show Output"]);
  });

  test("stays usable while kubectl hangs, and ends it when it is cancelled", async () => {
    const { workbench } = session;
    says("hang");
    await workbench.page.locator(".welcome-view-content .monaco-button", { hasText: "Try Again" }).click();
    const calls = fake.calls().length;
    await workbench.page.locator(".part.sidebar .monaco-list-row .monaco-tl-twistie").click();
    await expect.poll(() => fake.calls().length).toBe(calls + 1);
    expect(await workbench.commandTitles("Rampart: Show Output")).toEqual(["Rampart: Show Output"]);
    await workbench.viewAction("Cluster Access", "Cancel Running Questions");
    const rows = await workbench.waitForTreeRows((all) => all.length === 2, "Cluster Access");
    expect(rows.map(({ label }) => label)).toEqual([
      ROW,
      "Cancelled: cancelled before the cluster answered. Refresh to ask again.",
    ]);
  });

  test("does not take garbage for an answer", async () => {
    const { workbench } = session;
    says("garbage");
    await workbench.rowAction(ROW, "Refresh Cluster View");
    const rows = await workbench.waitForTreeRows((all) =>
      all.some(({ label }) => label.startsWith("Not understood")),
    );
    expect(rows.map(({ label }) => label)).toEqual([
      ROW,
      "Not understood: kubectl printed something that is no JSON object. kubectl said something unexpected. Try the command in a terminal.",
    ]);
  });

  test("has run nothing but kubectl, with names as parts of one argument", () => {
    const calls = fake.calls();
    expect(calls.length).toBeGreaterThanOrEqual(7);
    for (const call of calls) {
      expect(call).toEqual([
        "auth",
        "whoami",
        "--output=json",
        `--context=${CONTEXT}`,
        "--request-timeout=10s",
      ]);
    }
    for (const folder of [session.home, session.workspace, fake.folder])
      expect(existsSync(join(folder, "pwned"))).toBe(false);
  });
});
