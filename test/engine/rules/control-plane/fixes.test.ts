import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { controlPlaneRules } from "../../../../engine/rules/control-plane/registry";
import { editDocument } from "../../../../engine/yaml/edit";
import { parseDocument } from "../../../../engine/yaml/parse-document";
import { applyTextEdits } from "../../../../engine/yaml/text-edit";
import { judge } from "../../judge";

const EXAMPLES = resolve(__dirname, "../../../../docs/examples");

/** Every finding of the layer, by rule and message. */
const findings = (text: string, options: object) =>
  judge(undefined, text, options)
    .filter(({ rule }) => rule.startsWith("control-plane/"))
    .map(({ rule, message }) => `${rule}: ${message}`);

test.each(controlPlaneRules.filter(({ fixable }) => fixable).map(({ id }) => id))(
  "the fixes of %s bring no new finding",
  (id) => {
    const text = readFileSync(join(EXAMPLES, `${id}.bad.yaml`), "utf8");
    const directive = /^# options: (.*)$/m.exec(text)?.[1];
    const options = directive ? JSON.parse(directive) : {};
    const before = new Set(findings(text, options));
    const fixes = judge(id, text, options).flatMap(({ finding }) => finding.fixes);
    expect(fixes.length).toBeGreaterThan(0);
    for (const { title, changes } of fixes) {
      const edits = editDocument(parseDocument(text), changes);
      expect(edits, title).toBeDefined();
      const after = findings(applyTextEdits(text, edits ?? []), options);
      expect(
        after.filter((finding) => !before.has(finding)),
        title,
      ).toEqual([]);
      expect(
        after.filter((finding) => finding.startsWith(`${id}:`)),
        title,
      ).toEqual([]);
    }
  },
);
