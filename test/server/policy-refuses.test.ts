import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import type { Diagnostic } from "vscode-languageserver-protocol/node";
import { openFolder, type TestFolder } from "./folder";

const [policy = "", binding = "", deployment = ""] = readFileSync(
  resolve(__dirname, "../../docs/examples/admission/policy-refuses.bad.yaml"),
  "utf8",
).split("---\n");

/** What is said of a file, once the other one is known as it is now. */
async function refusals(folder: TestFolder, name: string): Promise<string[]> {
  await folder.client.pull(folder.uriOf("policy.yaml"));
  const report = await folder.client.pull(folder.uriOf(name));
  const items: readonly Diagnostic[] = report.kind === "full" ? report.items : [];
  return items
    .filter(({ code }) => code === "admission/policy-refuses")
    .map(({ message }) => String(message));
}

it("asks policies about what is being written, and again after every edit", async () => {
  const folder = await openFolder({ "policy.yaml": `${policy}---\n${binding}`, "web.yaml": deployment });
  const { client, uriOf } = folder;
  await folder.open("web.yaml");
  const said = (count: number) =>
    `this Deployment will be refused: policy "replicas" says “one replica is none: ${count}”`;
  expect(await refusals(folder, "web.yaml")).toEqual([said(1)]);
  // A field that no fact keeps decides just as well.
  const paused = policy.replace(
    "object.spec.replicas >= 2",
    "object.spec.?paused.orValue(false) || object.spec.replicas >= 2",
  );
  await folder.open("policy.yaml");
  await client.change(uriOf("policy.yaml"), `${paused}---\n${binding}`, 2);
  await client.change(uriOf("web.yaml"), deployment.replace("spec:\n", "spec:\n  paused: true\n"), 2);
  expect(await refusals(folder, "web.yaml")).toEqual([]);
  await client.change(uriOf("web.yaml"), deployment.replace("spec:\n", "spec:\n  replicas: 0\n"), 3);
  expect(await refusals(folder, "web.yaml")).toEqual([said(0)]);
  // Without the binding nobody asks; with it, everything that is there is asked about again.
  await client.change(uriOf("policy.yaml"), paused, 3);
  expect(await refusals(folder, "web.yaml")).toEqual([]);
  await client.change(uriOf("policy.yaml"), `${policy}---\n${binding}`, 4);
  expect(await refusals(folder, "web.yaml")).toEqual([said(0)]);
});
