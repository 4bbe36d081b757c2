import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/literal-in-pipeline";

test.each([
  [
    ".github/workflows/ci.yaml",
    "on: push\nenv:\n  API_KEY: hunter22x\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n",
    ["env", "API_KEY"],
    "API_KEY",
  ],
  [
    ".github/workflows/ci.yaml",
    "on: push\njobs:\n  a:\n    steps:\n      - uses: a/login@v1\n        with: {password: hunter22x}\n",
    ["jobs", "a", "steps", 0, "with", "password"],
    "password",
  ],
  [
    ".gitlab-ci.yml",
    "deploy:\n  variables:\n    DB_PASSWORD: {value: hunter22x}\n  script: [make]\n",
    ["deploy", "variables", "DB_PASSWORD", "value"],
    "value",
  ],
  [
    "azure-pipelines.yml",
    "variables:\n  - name: DB_PASSWORD\n    value: hunter22x\nsteps:\n  - script: make\n",
    ["variables", 0, "value"],
    "value",
  ],
  ["azure-pipelines.yml", "variables:\n  dbPassword: hunter22x\n", ["variables", "dbPassword"], "dbPassword"],
])("%s: %j", (file, text, path, pointed) => {
  const found = judge(id, text, { file });
  expect(found).toMatchObject([{ rule: id, path, text: pointed }]);
  expect(JSON.stringify(found)).not.toContain("hunter22");
});

test.each([
  [".github/workflows/ci.yaml", `env:\n  API_KEY: \${{ secrets.API_KEY }}\n`],
  [".gitlab-ci.yml", "variables:\n  DB_PASSWORD: $VAULT_PASSWORD\n"],
  ["azure-pipelines.yml", "variables:\n  dbPassword: $(vaultPassword)\n"],
])("%s: %j is not", (file, text) => {
  expect(judge(id, text, { file })).toEqual([]);
});
