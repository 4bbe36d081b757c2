import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CALM, rampart, workspace } from "./run-cli";

const SECRET = "kT7-pelican-north";

test("files of environment variables are judged unless git ignores them, and values are never printed", async () => {
  const cwd = workspace({
    ".gitignore": "local.env\n",
    "settings.yaml": CALM,
    ".env": `DB_PASSWORD=${SECRET}\n`,
    "local.env": `DB_PASSWORD=${SECRET}\n`,
  });
  mkdirSync(join(cwd, ".git"));
  const json = await rampart(cwd, ["scan", "--rule", "secrets/literal-in-env-file", "--format", "json"]);
  expect(json.status).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({
    summary: { documents: 1 },
    findings: [{ file: ".env", range: { start: { line: 1, column: 1 }, end: { line: 1, column: 12 } } }],
  });
  const text = await rampart(cwd, ["scan", "--rule", "secrets/literal-in-env-file"]);
  expect(text.stdout).toContain("the file holds DB_PASSWORD in clear");
  expect(json.stdout + text.stdout).not.toContain(SECRET);
});
