import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readManifestFile } from "../../../../engine/analyze-file";
import { applyFixes } from "../../../../engine/fixes/apply-fixes";
import { rules } from "../../../../engine/rules/registry";
import { applyTextEdits } from "../../../../engine/yaml/text-edit";
import { type JudgeOptions, judge } from "../../judge";

function readExample(id: string): { readonly text: string; readonly options: JudgeOptions } {
  const text = readFileSync(`docs/examples/${id}.bad.yaml`, "utf8");
  const file = /^# file: (.*)$/m.exec(text)?.[1];
  return { text, options: { ...(file ? { file } : {}), closed: /^# scope: closed$/m.test(text) } };
}

const cases = rules
  .filter(({ id }) => /^(identity|secrets)\//.test(id))
  .flatMap(({ id }) => {
    const { text, options } = readExample(id);
    return judge(id, text, options).flatMap(({ finding }) =>
      finding.fixes
        .filter(({ safety }) => safety !== "input")
        .map((fix) => ({ id, title: fix.title, finding, fix, text, options })),
    );
  });

test("the layers offer fixes on their examples", () => {
  expect(new Set(cases.map(({ id }) => id))).toContain("identity/automount-token");
  expect(new Set(cases.map(({ id }) => id))).toContain("secrets/csi-volume-read-only");
});

test.each(cases)("$id: $title", ({ id, finding, fix, text, options }) => {
  const file = readManifestFile(options.file ?? "manifest.yaml", text);
  const { edits, dropped } = applyFixes(file, [{ finding, fix }]);
  expect(dropped).toEqual([]);
  const fixed = applyTextEdits(text, edits);
  expect(fixed).not.toBe(text);
  const before = judge(undefined, text, options).map(({ rule, path }) => JSON.stringify([rule, path]));
  const after = judge(undefined, fixed, options).map(({ rule, path }) => JSON.stringify([rule, path]));
  expect(after).not.toContain(JSON.stringify([id, finding.path]));
  expect(after.filter((each) => !before.includes(each))).toEqual([]);
});
