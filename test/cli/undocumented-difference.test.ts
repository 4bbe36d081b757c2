import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { SHOP } from "../engine/samples/shop";
import { rampart } from "./run-cli";

const RULE = "operations/undocumented-difference";

interface Found {
  readonly rule: string;
  readonly level: string;
  readonly file: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
  readonly resource: { readonly kind: string; readonly name: string };
}

interface GapDocument {
  readonly rows: { readonly subject: string; reason: string }[];
}

/** A copy of the shop, whose document lacks the reasons of some differences. */
function shopWithout(subjects: readonly string[]): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "rampart-gap-")));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(SHOP, folder, { recursive: true });
  const file = join(folder, "gap.json");
  const document: GapDocument = JSON.parse(readFileSync(file, "utf8"));
  for (const row of document.rows) if (subjects.includes(row.subject)) row.reason = " ";
  writeFileSync(file, JSON.stringify(document));
  return folder;
}

async function scan(cwd: string, ...args: string[]) {
  const { status, stdout } = await rampart(cwd, ["scan", "--format", "json", "--no-cache", ...args]);
  const report: { findings: Found[]; errors: { file: string; message: string }[] } = JSON.parse(stdout);
  return { status, ...report };
}

const DIFFERENCES = ["profile", "Deployment web replicas", "ValidatingAdmissionPolicyBinding shop-images"];

test("a difference without a reason is a finding on the side of prod", async () => {
  const { findings, status } = await scan(shopWithout(DIFFERENCES));
  expect(findings).toMatchObject([
    {
      rule: RULE,
      level: "warn",
      file: ".rampart.yaml",
      range: { start: { line: 7, column: 3 } },
      message: "prod differs from dev, and gap.json gives no reason: profile (dev: dev; prod: prod)",
    },
    {
      rule: RULE,
      level: "warn",
      file: "overlays/prod/admission.yaml",
      resource: { kind: "ValidatingAdmissionPolicyBinding", name: "shop-images" },
      message: expect.stringContaining("shop-images (dev: nothing; prod: Audit, Deny)"),
    },
    {
      rule: RULE,
      level: "warn",
      file: "overlays/prod/kustomization.yaml",
      resource: { kind: "Kustomization" },
      message: expect.stringContaining("Deployment web replicas (dev: 1; prod: 2)"),
    },
  ]);
  expect(status).toBe(0);
});

test("what the document names is none, nor anything where there is no document", async () => {
  expect((await scan(shopWithout([]))).findings).toEqual([]);
  const cwd = shopWithout(DIFFERENCES);
  rmSync(join(cwd, "gap.json"));
  expect((await scan(cwd)).findings).toEqual([]);
});

test("the profile that a call asks for changes nothing in what is compared", async () => {
  const { findings } = await scan(shopWithout([]), "--profile", "strict", "--rule", RULE);
  expect(findings).toEqual([]);
});

test("a waiver covers it, and a rule that is off does not run", async () => {
  const cwd = shopWithout(["Deployment web replicas"]);
  const configuration = readFileSync(join(cwd, ".rampart.yaml"), "utf8");
  writeFileSync(
    join(cwd, ".rampart.yaml"),
    `${configuration}waivers:\n  - { rule: ${RULE}, owner: ann, reason: known, expires: 2999-01-01 }\n`,
  );
  expect((await scan(cwd)).findings).toEqual([]);
  writeFileSync(join(cwd, ".rampart.yaml"), `${configuration}rules: { ${RULE}: off }\n`);
  expect((await scan(cwd)).findings).toEqual([]);
  writeFileSync(join(cwd, ".rampart.yaml"), configuration);
  expect((await scan(cwd, "--no-cross")).findings).toEqual([]);
});

test("a document of another name counts where the configuration names it, and must be one", async () => {
  const cwd = shopWithout(["Deployment web replicas"]);
  const configuration = readFileSync(join(cwd, ".rampart.yaml"), "utf8");
  writeFileSync(join(cwd, "differences.json"), readFileSync(join(cwd, "gap.json")));
  rmSync(join(cwd, "gap.json"));
  expect((await scan(cwd)).findings).toEqual([]);
  writeFileSync(join(cwd, ".rampart.yaml"), `${configuration}gapDocuments: [differences.json]\n`);
  const { findings } = await scan(cwd);
  expect(findings.map(({ message }) => message)).toEqual([
    expect.stringContaining("differences.json gives no reason"),
  ]);
  writeFileSync(join(cwd, "differences.json"), "{}");
  const broken = await scan(cwd);
  expect(broken.status).toBe(2);
  expect(broken.errors).toMatchObject([
    { file: "differences.json", message: expect.stringContaining("write it with rampart gap") },
  ]);
});
