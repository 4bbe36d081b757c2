import { expect, it } from "vitest";
import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver-protocol/node";
import { openFolder, type TestFolder } from "./folder";

const account = (name: string) =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ${name}, namespace: shop}\n`;

const gap = (reason: string) =>
  JSON.stringify({
    version: 1,
    left: "dev",
    right: "prod",
    rows: [
      { theme: "enforcement", subject: "profile", left: "dev", right: "prod", reason: "dev warns" },
      { theme: "identity", subject: "ServiceAccount api", right: "present", reason },
    ],
  });

const FILES = {
  ".rampart.yaml":
    "environments:\n  dev: {paths: [dev/**], profile: dev}\n  prod: {paths: [prod/**], profile: prod}\n",
  "gap.json": gap(""),
  "dev/accounts.yaml": account("web"),
  "prod/accounts.yaml": `${account("web")}---\n${account("api")}`,
};

/** The differences that are shown in a file, each with its line. */
async function differencesIn({ client, uriOf }: TestFolder, name: string): Promise<string[]> {
  const answer: DocumentDiagnosticReport = await client.pull(uriOf(name));
  const items: readonly Diagnostic[] = answer.kind === "full" ? answer.items : [];
  return items
    .filter(({ code }) => code === "operations/undocumented-difference")
    .map(({ range, message }) => `${range.start.line}: ${message}`);
}

async function until(folder: TestFolder, name: string, wanted: readonly string[]): Promise<void> {
  while (JSON.stringify(await differencesIn(folder, name)) !== JSON.stringify(wanted))
    await new Promise((done) => setTimeout(done, 20));
}

const UNDOCUMENTED =
  "6: prod differs from dev, and gap.json gives no reason: ServiceAccount api (dev: nothing; prod: present)";

it("a difference without a reason is shown in prod, until the document gives one", async () => {
  const folder = await openFolder(FILES);
  await folder.open("prod/accounts.yaml");
  expect(await differencesIn(folder, "prod/accounts.yaml")).toEqual([UNDOCUMENTED]);
  await folder.client.open(folder.uriOf("gap.json"), FILES["gap.json"], 1, "json");
  await folder.client.change(folder.uriOf("gap.json"), gap("the API has an account in prod alone"), 2);
  await until(folder, "prod/accounts.yaml", []);
  await folder.client.change(folder.uriOf("gap.json"), gap(" "), 3);
  await until(folder, "prod/accounts.yaml", [UNDOCUMENTED]);
});

it("an edit that makes the environments alike takes it away", async () => {
  const folder = await openFolder(FILES);
  await folder.open("prod/accounts.yaml");
  await folder.open("dev/accounts.yaml");
  await until(folder, "prod/accounts.yaml", [UNDOCUMENTED]);
  await folder.client.change(folder.uriOf("dev/accounts.yaml"), FILES["prod/accounts.yaml"], 2);
  await until(folder, "prod/accounts.yaml", []);
});

it("what only dev has is shown where the configuration declares prod", async () => {
  const folder = await openFolder({
    ...FILES,
    "dev/accounts.yaml": `${account("web")}---\n${account("api")}---\n${account("job")}`,
  });
  await folder.open(".rampart.yaml");
  expect(await differencesIn(folder, ".rampart.yaml")).toEqual([
    "2: prod differs from dev, and gap.json gives no reason: ServiceAccount job (dev: present; prod: nothing)",
  ]);
});

it("without a document nothing is compared", async () => {
  const { "gap.json": _gap, ...files } = FILES;
  const folder = await openFolder(files);
  await folder.open("prod/accounts.yaml");
  expect(await differencesIn(folder, "prod/accounts.yaml")).toEqual([]);
});
