import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { parseConfiguration } from "../../../engine/policy/parse-configuration";

test.each(["docs/policy.md", "README.md"])("the configurations that %s shows are valid", (page) => {
  const text = readFileSync(resolve(__dirname, "../../..", page), "utf8");
  const shown = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
  expect(shown.length).toBeGreaterThan(0);
  for (const block of shown) {
    const { configuration, problems } = parseConfiguration(".rampart.yaml", block);
    expect(problems).toEqual([]);
    expect(Object.keys(configuration)).toEqual(expect.arrayContaining(["environments", "waivers"]));
  }
});
