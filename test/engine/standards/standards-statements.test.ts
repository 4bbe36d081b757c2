import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { ruleById } from "../../../engine/rules/registry";
import { isMet, LIVE_CHECKS, STATEMENTS, WHY_NOT } from "../../../scripts/statements-page";
import { judge } from "../judge";
import { readExample } from "../noise/examples";

const ROOT = resolve(__dirname, "../../..");

const prefixes = new Set(
  readdirSync(join(ROOT, "snippets")).flatMap((name) =>
    Object.values<{ prefix: string | string[] }>(
      JSON.parse(readFileSync(join(ROOT, "snippets", name), "utf8")),
    ).flatMap(({ prefix }) => prefix),
  ),
);
const commands = new Set(
  readdirSync(join(ROOT, "cli/commands"))
    .flatMap((name) => [
      ...readFileSync(join(ROOT, "cli/commands", name), "utf8").matchAll(/new Command\("([a-z-]+)"\)/g),
    ])
    .map(([, name]) => name),
);

test("both texts and the mission are there, and no statement stands twice in a section", () => {
  const sources = STATEMENTS.map(({ source }) => source.split(":")[0]);
  for (const source of ["seed 1", "seed 2", "mission"]) expect(sources).toContain(source);
  const keys = STATEMENTS.map(({ source, says }) => `${source}: ${says}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test("every statement is answered by something that exists, or has its reason", () => {
  const open = STATEMENTS.filter((statement) => !isMet(statement));
  expect(open.map(({ source, says }) => `${source}: ${says}`)).toEqual([]);
});

test("the rules that are named exist", () => {
  const ids = STATEMENTS.flatMap(({ rules = [], fixes = [] }) => [...rules, ...fixes]);
  expect([...new Set(ids)].filter((id) => !ruleById(id))).toEqual([]);
});

test("the snippets that are named exist", () => {
  const named = STATEMENTS.flatMap(({ snippets = [] }) => snippets);
  expect([...new Set(named)].filter((prefix) => !prefixes.has(prefix))).toEqual([]);
});

test("the commands that are named exist", () => {
  const named = STATEMENTS.flatMap((statement) => statement.commands ?? []);
  expect([...new Set(named)].filter((command) => !commands.has(command))).toEqual([]);
});

test("live checks that are said to exist do", () => {
  for (const { says, live = [] } of STATEMENTS) {
    for (const name of live) expect(existsSync(join(ROOT, LIVE_CHECKS[name]?.path ?? "?")), says).toBe(true);
  }
});

test("what is not ours has one of the three reasons", () => {
  for (const { says, whyNot } of STATEMENTS)
    if (whyNot !== undefined) expect(WHY_NOT, says).toContain(whyNot);
});

describe("a rule that is named for its fix offers one on its bad example", () => {
  const named = [...new Set(STATEMENTS.flatMap(({ fixes = [] }) => fixes))].sort();
  test.each(named)("%s", (id) => {
    const { text, options } = readExample(`${id}.bad.yaml`);
    expect(judge(id, text, options).flatMap(({ finding }) => finding.fixes)).not.toEqual([]);
  });
});
