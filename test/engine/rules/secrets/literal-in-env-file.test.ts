import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "secrets/literal-in-env-file";
const SECRET = "kT7-pelican-north";

test.each([
  [".env", `LOG_LEVEL=info\nDB_PASSWORD=${SECRET}\n`, "2:1-2:12"],
  ["deploy/.env.prod", `export DB_PASSWORD="${SECRET}"\r\n`, "1:8-1:19"],
  ["prod.env", `# comment\n  DB_PASSWORD = '${SECRET}'`, "2:3-2:14"],
])("%s is reported at the name, and its value is never told", (file, text, range) => {
  const findings = judge(RULE, text, { file });
  expect(findings).toMatchObject([{ rule: RULE, range, text: "DB_PASSWORD" }]);
  expect(JSON.stringify(findings)).not.toContain(SECRET);
});

test.each([
  ["a reference", ".env", "DB_PASSWORD_FILE=/run/secrets/db\n"],
  ["a placeholder", ".env", "DB_PASSWORD=changeme\n"],
  ["another variable", ".env", "DB_PASSWORD=$(PASSWORD)\n"],
  ["a sample", ".env.example", `DB_PASSWORD=${SECRET}\n`],
  ["a comment", ".env", `# DB_PASSWORD=${SECRET}\n`],
  ["another file", "notes.txt", `DB_PASSWORD=${SECRET}\n`],
])("%s is not", (_name, file, text) => {
  expect(judge(RULE, text, { file })).toEqual([]);
});
