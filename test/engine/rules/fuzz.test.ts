import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { analyzeDocument, type FileDocument, readManifestFile } from "../../../engine/analyze-file";
import { analyzeScope } from "../../../engine/analyze-scope";
import { createInventory } from "../../../engine/inventory/inventory";
import type { JsonObject, JsonValue } from "../../../engine/json";
import { classify } from "../../../engine/kubernetes/classify";
import { DEFAULT_OPTIONS } from "../../../engine/rules/rule";

const EXAMPLES = resolve(__dirname, "../../../docs/examples");
const SEED = 20261125;
const ROUNDS = 6;

/** mulberry32: a small seeded generator of numbers in [0, 1). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const ODD_VALUES: readonly JsonValue[] = [
  null,
  "",
  "true",
  "0",
  "-1",
  0,
  -1,
  1e300,
  3.5,
  true,
  false,
  [],
  {},
  [null],
  [[]],
  [{}],
  { a: null },
  "\u0000",
  "a=b,c",
  "{{ x }}",
  "10.0.0.0/99",
  "::::",
];

/** Replaces values by values of other types, deletes fields, and renames keys, at random places. */
function mutate(value: JsonValue, random: () => number, rate: number): JsonValue {
  if (random() < rate) return ODD_VALUES[Math.floor(random() * ODD_VALUES.length)] ?? null;
  if (Array.isArray(value))
    return value.filter(() => random() > rate / 2).map((item) => mutate(item, random, rate));
  if (typeof value !== "object" || value === null) return value;
  const result: JsonObject = {};
  for (const [key, child] of Object.entries(value)) {
    if (random() < rate / 2 || child === undefined) continue;
    result[random() < rate / 4 ? `${key}x` : key] = mutate(child, random, rate);
  }
  return result;
}

const files = readdirSync(EXAMPLES, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".yaml"));

test(`no rule throws on ${files.length} examples mutated by type, seed ${SEED}`, () => {
  const random = createRandom(SEED);
  let judged = 0;
  for (const name of files) {
    const text = readFileSync(join(EXAMPLES, name), "utf8");
    const fileName = /^# file: (.*)$/m.exec(text)?.[1] ?? "manifest.yaml";
    const { documents } = readManifestFile(fileName, text);
    for (let round = 0; round < ROUNDS; round++) {
      const mutants = documents.map((document): FileDocument => {
        const value = mutate(document.yaml.value ?? {}, random, round === 0 ? 0.5 : 0.06);
        const identity =
          typeof document.yaml.value === "object" && !Array.isArray(document.yaml.value)
            ? document.yaml.value
            : {};
        const whole =
          typeof value === "object" && value !== null && !Array.isArray(value)
            ? { ...value, apiVersion: identity?.apiVersion, kind: identity?.kind }
            : value;
        return { ...document, yaml: { ...document.yaml, value: whole }, ...classify(fileName, whole) };
      });
      const facts = mutants.flatMap((mutant, index) => {
        try {
          const analysis = analyzeDocument(mutant, index, DEFAULT_OPTIONS, () => true);
          judged++;
          return analysis.facts.map((fact, at) => ({
            ...fact,
            source: { file: fileName, document: index, base: analysis.bases[at] ?? [] },
          }));
        } catch (error) {
          throw new Error(`${name}, round ${round}: ${JSON.stringify(mutant.yaml.value)}`, { cause: error });
        }
      });
      try {
        analyzeScope(createInventory("", round % 2 === 0, facts), DEFAULT_OPTIONS, () => true);
      } catch (error) {
        throw new Error(
          `${name}, round ${round}, as a scope: ${JSON.stringify(mutants.map(({ yaml }) => yaml.value))}`,
          { cause: error },
        );
      }
    }
  }
  expect(judged).toBeGreaterThan(files.length * ROUNDS);
}, 120_000);
