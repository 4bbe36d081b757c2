import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { analyzeFile, readManifestFile } from "../../engine/analyze-file";
import { DEFAULT_OPTIONS } from "../../engine/rules/rule";
import { openFactCache } from "../../workspace/fact-cache";
import { RICH_PULL, startClient } from "./client";

/** A folder for files and one for the cache, for the time of a test. */
function folders(): { readonly work: string; readonly cache: string } {
  const base = realpathSync(mkdtempSync(path.join(tmpdir(), "rampart-facts-")));
  const before = process.env.XDG_CACHE_HOME;
  const [work, cache] = [path.join(base, "work"), path.join(base, "cache")];
  mkdirSync(path.join(work, ".git"), { recursive: true });
  process.env.XDG_CACHE_HOME = cache;
  onTestFinished(() => {
    if (before === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = before;
    rmSync(base, { recursive: true });
  });
  return { work, cache };
}

const POD = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  serviceAccountName: web
  containers: [{ name: web, image: registry.example/web:1 }]
`;
const ACCOUNT = "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop }\n";

test("facts come back as they were, for the same content and the same program", () => {
  const { work } = folders();
  const program = path.join(work, "program.js");
  writeFileSync(program, "1");
  const { facts } = analyzeFile(readManifestFile("pod.yaml", POD), DEFAULT_OPTIONS, () => false);
  const first = openFactCache(work, program);
  expect(first.get("pod.yaml", POD)).toBeUndefined();
  first.put("pod.yaml", POD, facts);
  first.save();
  const second = openFactCache(work, program);
  expect(second.get("pod.yaml", POD)).toEqual(facts);
  expect(second.get("pod.yaml", `${POD}# more`)).toBeUndefined();
  expect(second.get("other.yaml", POD)).toBeUndefined();
  writeFileSync(program, "another build");
  expect(openFactCache(work, program).get("pod.yaml", POD)).toBeUndefined();
});

test("a server that starts again in a large folder finds the same, and what has changed since", async () => {
  const { work, cache } = folders();
  for (let index = 0; index < 220; index++)
    writeFileSync(
      path.join(work, `map-${index}.yaml`),
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: m${index}, namespace: shop }\n`,
    );
  writeFileSync(path.join(work, ".rampart.yaml"), "scopes:\n  - .\n");
  writeFileSync(path.join(work, "pod.yaml"), POD);
  writeFileSync(path.join(work, "account.yaml"), ACCOUNT.replace("name: web", "name: other"));
  const uri = pathToFileURL(path.join(work, "pod.yaml")).href;
  const rulesAfterStart = async () => {
    const client = await startClient({ capabilities: RICH_PULL, folders: [pathToFileURL(work).href] });
    await client.connection.sendRequest("rampart/scanWorkspace");
    await client.open(uri, POD);
    const report = await client.pull(uri);
    await client.stop();
    return report.kind === "full" ? report.items.map(({ code }) => code) : [];
  };
  const first = await rulesAfterStart();
  expect(first).toContain("identity/missing-service-account");
  expect(readdirSync(path.join(cache, "kube-rampart/scan")).map((name) => path.extname(name))).toEqual([
    ".pack",
  ]);
  expect(await rulesAfterStart()).toEqual(first);
  writeFileSync(path.join(work, "account.yaml"), ACCOUNT);
  expect(await rulesAfterStart()).not.toContain("identity/missing-service-account");
});
