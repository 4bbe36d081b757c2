import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readManifestFile } from "../../../../engine/analyze-file";
import { applyFixes } from "../../../../engine/fixes/apply-fixes";
import { edgeRules } from "../../../../engine/rules/edge/registry";
import { meshRules } from "../../../../engine/rules/mesh/registry";
import { networkRules } from "../../../../engine/rules/network/registry";
import { type JudgeOptions, judge } from "../../judge";

const EXAMPLES = resolve(__dirname, "../../../../docs/examples");
const rules = [...edgeRules, ...networkRules, ...meshRules].filter(({ opinion }) => !opinion);

const judgeAll = (text: string, options: JudgeOptions) =>
  rules.flatMap(({ id }) => judge(id, text, options)).map(({ rule, message }) => `${rule}: ${message}`);

const examples = ["edge", "network", "mesh"].flatMap((layer) =>
  readdirSync(resolve(EXAMPLES, layer))
    .filter((name) => name.endsWith(".bad.yaml"))
    .map((name) => `${layer}/${name}`),
);

/** Every fix that the rule of a bad example offers there, applied alone. */
test.each(examples)("%s: after each fix its finding is gone and no other is new", (example) => {
  const text = readFileSync(resolve(EXAMPLES, example), "utf8");
  const options: JudgeOptions = {
    ...JSON.parse(/^# options: (.*)$/m.exec(text)?.[1] ?? "{}"),
    closed: /^# scope: closed/m.test(text),
  };
  const before = judgeAll(text, options);
  for (const { rule, message, finding } of judge(example.replace(".bad.yaml", ""), text, options)) {
    for (const fix of finding.fixes) {
      const { edits, dropped } = applyFixes(readManifestFile("manifest.yaml", text), [{ finding, fix }]);
      expect(dropped, fix.title).toEqual([]);
      const fixed = [...edits]
        .reverse()
        .reduce((all, { start, end, newText }) => all.slice(0, start) + newText + all.slice(end), text);
      const after = judgeAll(fixed, options);
      expect(after, fix.title).not.toContain(`${rule}: ${message}`);
      expect(
        after.filter((each) => !before.includes(each)),
        fix.title,
      ).toEqual([]);
    }
  }
});
