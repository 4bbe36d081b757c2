import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../../../engine/rules/registry";
import { LAYERS, layerOf, SEVERITIES } from "../../../engine/rules/rule";
import { type JudgeOptions, judge } from "../judge";

const EXAMPLES = resolve(__dirname, "../../../docs/examples");

/** Reads an example and the directives in its first comments. */
function readExample(name: string): { text: string; options: JudgeOptions } {
  const text = readFileSync(join(EXAMPLES, name), "utf8");
  const directive = (key: string) =>
    new RegExp(`^# ${key}: (.*)$`, "m").exec(text.split("\napiVersion")[0] ?? "")?.[1]?.trim();
  const file = directive("file");
  const options = directive("options");
  return {
    text,
    options: {
      ...(file ? { file } : {}),
      ...(directive("scope") === "closed" ? { closed: true } : {}),
      ...(options ? JSON.parse(options) : {}),
    },
  };
}

test("ids are unique, in a known layer, and in kebab-case", () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z-]+\/[a-z0-9]+(-[a-z0-9]+)*$/);
  for (const id of ids) expect(LAYERS).toContain(layerOf(id));
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("says what it is", () => {
    expect(SEVERITIES).toContain(rule.severity);
    expect(rule.title).toMatch(/^[A-Za-z`"].*[^.]$/);
    for (const text of [rule.why, rule.remediation]) expect(text).toMatch(/[.)`]$/);
    expect(rule.why.split(/[.!?] (?=[A-Z`])/).length).toBeLessThanOrEqual(2);
  });

  // The rules about waivers and suppressions have no check of their own; test/cli/policy.test.ts shows each.
  if (rule.scope === "policy") return;

  test("its bad example is reported and its good one is not", () => {
    expect(existsSync(join(EXAMPLES, `${id}.bad.yaml`)), "docs/examples holds a bad example").toBe(true);
    const bad = readExample(`${id}.bad.yaml`);
    const good = readExample(`${id}.good.yaml`);
    expect(judge(id, bad.text, bad.options).map((finding) => finding.rule)).toContain(id);
    expect(judge(id, good.text, good.options)).toEqual([]);
  });

  test("every finding of its bad example has a message without a full stop and a range in the text", () => {
    const { text, options } = readExample(`${id}.bad.yaml`);
    for (const finding of judge(id, text, options)) {
      expect(finding.message).toMatch(/[^.]$/);
      expect(finding.text).not.toBe("");
    }
  });
});
