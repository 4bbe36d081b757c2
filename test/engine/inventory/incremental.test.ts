import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { analyzeFile, readManifestFile } from "../../../engine/analyze-file";
import { analyzeRule, analyzeScope, analyzeView, type ScopeFinding } from "../../../engine/analyze-scope";
import { analyzeScopeIncrementally, type ScopeState } from "../../../engine/analyze-scope-incrementally";
import type { Fact } from "../../../engine/inventory/fact";
import { createInventory } from "../../../engine/inventory/inventory";
import { keepFacts } from "../../../engine/inventory/keep-facts";
import { memoOf, trackInventory } from "../../../engine/inventory/tracked-inventory";
import { inventoryRules } from "../../../engine/rules/registry";
import { DEFAULT_OPTIONS } from "../../../engine/rules/rule";
import { createRandom, type Random, randomManifest } from "./random-manifests";

const SEED = Number(process.env.SEED ?? 7_112_025);
const SEQUENCES = 500;
const EDITS = 5;

/** Files of a scope: a text each, in an order that edits may change. */
type Files = Map<string, string>;

/** Puts a word in the place of another of its sort. */
function alter(text: string, random: Random): string {
  const words = random.one([
    ["api", "web", "db"],
    ["shop", "pay"],
    ["http", "grpc"],
    ["get", "create"],
    ["cluster-admin", "view"],
    ["true", "false"],
  ]);
  const places = words.flatMap((word) =>
    [...text.matchAll(new RegExp(`\\b${word}\\b`, "g"))].map(({ index }) => ({ word, index })),
  );
  if (places.length === 0) return text;
  const { word, index } = random.one(places);
  return text.slice(0, index) + random.one(words) + text.slice(index + word.length);
}

function edit(files: Files, random: Random): string {
  const names = [...files.keys()];
  const name = random.chance(0.7) && names.length > 0 ? random.one(names) : `new-${random.below(4)}.yaml`;
  const documents = (files.get(name) ?? "").split("---\n").filter((text) => text !== "");
  const at = random.below(documents.length + 1);
  const kind = random.below(8);
  if (kind === 0) files.delete(name);
  else if (kind === 1) {
    // Moves the file to the end.
    const text = files.get(name);
    files.delete(name);
    if (text !== undefined) files.set(name, text);
  } else if (kind === 2) documents.splice(at, 1);
  else if (kind === 3) documents.splice(at, 0, randomManifest(random));
  else if (kind < 5) documents.splice(at, 1, randomManifest(random));
  // A small change of what is there: a name, a label, a namespace, a right.
  else documents.splice(at, 1, alter(documents[at] ?? randomManifest(random), random));
  if (kind > 1) files.set(name, documents.join("---\n"));
  return `${kind} ${name} ${at}`;
}

const parsed = new Map<string, readonly Fact[]>();

/** Facts are made anew every other time, so that equal ones are not always the same objects. */
function factsOf(files: Files, fresh: boolean): Fact[] {
  return [...files].flatMap(([name, text]) => {
    const key = `${name}\n${text}`;
    const known = fresh ? undefined : parsed.get(key);
    const facts = known ?? analyzeFile(readManifestFile(name, text), DEFAULT_OPTIONS, () => false).facts;
    if (parsed.size < 5_000) parsed.set(key, facts);
    return facts;
  });
}

const isEnabled = () => true;

describe("judging a scope again after an edit", () => {
  test(`equals judging it from scratch, over ${SEQUENCES} random sequences of edits (seed ${SEED})`, {
    timeout: 300_000,
  }, () => {
    process.stderr.write(`incremental scopes: seed ${SEED}, ${SEQUENCES} sequences of ${EDITS} edits\n`);
    const random = createRandom(SEED);
    let [ran, all] = [0, 0];
    for (let sequence = 0; sequence < SEQUENCES; sequence++) {
      const files: Files = new Map();
      for (let index = 0; index < 4; index++)
        files.set(`f${index}.yaml`, Array.from({ length: 4 }, () => randomManifest(random)).join("---\n"));
      const closed = random.chance(0.7);
      const steps: string[] = [];
      let state: ScopeState | undefined;
      for (let step = 0; step <= EDITS; step++) {
        if (step > 0) steps.push(edit(files, random));
        const facts = factsOf(files, random.chance(0.5));
        const input = { scope: "s", closed, facts, options: DEFAULT_OPTIONS, isEnabled };
        state = analyzeScopeIncrementally(state, input);
        const expected = analyzeScope(createInventory("s", closed, facts), DEFAULT_OPTIONS, isEnabled);
        expect(
          state.findings,
          `sequence ${sequence}: ${steps.join(", ")}\n${[...files.values()].join("---\n")}`,
        ).toEqual(expected);
        if (step > 0) {
          ran += state.ran.length;
          all += state.verdicts.size;
        }
      }
    }
    process.stderr.write(`incremental scopes: ${Math.round((100 * ran) / all)} % of the rules ran\n`);
    expect(ran).toBeLessThan(all);
  });

  const POLICY =
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: shop}\nspec: {podSelector: {}}\n";
  const QUOTA =
    "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: quota, namespace: shop}\nspec: {hard: {pods: '1'}}\n";
  const judge = (previous: ScopeState | undefined, ...texts: string[]) =>
    analyzeScopeIncrementally(previous, {
      scope: "s",
      closed: true,
      facts: factsOf(new Map(texts.map((text, index) => [`${index}.yaml`, text])), true),
      options: DEFAULT_OPTIONS,
      isEnabled,
    });

  test("runs no rule where nothing changed, and only those that looked at what did", () => {
    const first = judge(undefined, POLICY, QUOTA);
    expect(judge(first, POLICY, QUOTA).ran).toEqual([]);
    const { ran } = judge(first, POLICY, QUOTA.replace("'1'", "'2'"));
    expect(ran.length).toBeGreaterThan(0);
    expect(first.verdicts.has("network/no-default-deny")).toBe(true);
    expect(ran).not.toContain("network/no-default-deny");
  });
});

describe("a rule that judges namespace by namespace", () => {
  const rules = inventoryRules.filter(({ eachNamespace }) => eachNamespace);

  test("finds the same as on the whole scope", () => {
    const random = createRandom(SEED + 1);
    const found = new Set<string>();
    for (let round = 0; round < 400; round++) {
      const text = Array.from({ length: 20 }, () => randomManifest(random)).join("---\n");
      const inventory = createInventory("s", random.chance(0.7), factsOf(new Map([["a.yaml", text]]), true));
      for (const rule of rules) {
        const whole = analyzeView(rule, inventory, DEFAULT_OPTIONS);
        const parts = analyzeRule(rule, inventory, DEFAULT_OPTIONS);
        expect(sorted(parts), `${rule.id} in round ${round}:\n${text}`).toEqual(sorted(whole));
        if (whole.length > 0) found.add(rule.id);
      }
    }
    // A generator that makes a rule find nothing would prove nothing of it.
    expect(rules.map(({ id }) => id).filter((id) => !found.has(id))).toEqual([]);
  });

  const sorted = (findings: readonly ScopeFinding[]) =>
    findings
      .map(({ file, finding }) => ({ file, ...finding }))
      .sort((a, b) =>
        JSON.stringify([a.document, a.path, a.message]) < JSON.stringify([b.document, b.path, b.message])
          ? -1
          : 1,
      );
});

describe("what is remembered of an inventory", () => {
  const facts = (...texts: string[]) =>
    factsOf(new Map(texts.map((text, index) => [`${index}.yaml`, text])), true);
  const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
  const secret = (name: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}}\n`;

  test("whoever asks for it depends on the same look-ups", () => {
    let computed = 0;
    const names = memoOf((inventory) => {
      computed++;
      return inventory.ofKind("Secret").map(({ name }) => name);
    });
    const tracked = trackInventory(createInventory("s", true, facts(map("a"), secret("b"))));
    const first = tracked.record(() => names(tracked.inventory));
    const second = tracked.record(() => names(tracked.inventory));
    expect(computed).toBe(1);
    expect(second.result).toEqual(["b"]);
    const memo = { what: "memo", view: undefined, key: undefined, answer: ["b"] };
    expect(first.lookUps).toMatchObject([memo]);
    expect(second.lookUps).toMatchObject([memo]);
  });

  test("is kept over an edit of something else, and worked out again after one of its own", () => {
    const names = memoOf((inventory) => ({ names: inventory.ofKind("Secret").map(({ name }) => name) }));
    const before = createInventory("s", true, facts(map("a"), secret("b")));
    const tracked = trackInventory(before);
    const value = names(tracked.inventory);
    const next = (now: readonly Fact[]) =>
      trackInventory(createInventory("s", true, keepFacts(before.facts, now), before), tracked);
    expect(names(next(facts(map("changed"), secret("b"))).inventory)).toBe(value);
    expect(names(next(facts(map("a"), secret("c"))).inventory)).toEqual({ names: ["c"] });
  });

  test("whoever looks for very many single resources depends on all of their namespace", () => {
    const many = Array.from({ length: 40 }, (_, index) => `m${index}`);
    const found = memoOf((inventory) => many.map((name) => inventory.find("Secret", undefined, name)?.name));
    const before = createInventory("s", true, facts(secret("m0"), secret("other")));
    const tracked = trackInventory(before);
    expect(found(tracked.inventory)[39]).toBeUndefined();
    const now = keepFacts(before.facts, facts(secret("m0"), secret("m39")));
    const next = trackInventory(createInventory("s", true, now, before), tracked);
    expect(found(next.inventory)[39]).toBe("m39");
  });

  test("what is worked out anew and is the same keeps whoever asked for it", () => {
    let asked = 0;
    const names = memoOf(
      (inventory) => inventory.ofKind("Secret").map(({ name }) => name),
      (a, b) => a.join() === b.join(),
    );
    const count = memoOf((inventory) => {
      asked++;
      return names(inventory).length;
    });
    const before = createInventory("s", true, facts(secret("a")));
    const tracked = trackInventory(before);
    expect(count(tracked.inventory)).toBe(1);
    const now = facts(secret("a").replace("name: a", "name: a, labels: {b: c}"));
    const next = trackInventory(createInventory("s", true, keepFacts(before.facts, now), before), tracked);
    expect(count(next.inventory)).toBe(1);
    expect(asked).toBe(1);
  });

  test("nothing else remembers by inventory: its look-ups would be nobody's", () => {
    const engine = resolve(__dirname, "../../../engine");
    const holders = readdirSync(engine, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !/inventory.(tracked-)?inventory\.ts$/.test(name))
      .filter((name) => /WeakMap<\s*Inventory\b/.test(readFileSync(join(engine, name), "utf8")));
    expect(holders).toEqual([]);
  });
});
