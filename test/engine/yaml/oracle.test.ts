import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject, type JsonValue } from "../../../engine/json";
import { editDocument } from "../../../engine/yaml/edit";
import { parseDocument } from "../../../engine/yaml/parse-document";
import { applyTextEdits } from "../../../engine/yaml/text-edit";
import { oraclesMissing } from "../../oracles/build.mjs";
import { type Oracles, startOracles } from "../../oracles/oracle";
import { skipped } from "../../oracles/skip";
import { jsonValue, yamlText } from "./yaml-arbitrary";

const SEED = 20_260;

/** Scalars whose reading is known to surprise. */
const SCALARS =
  `y Y yes Yes YES yEs true True TRUE tRue on On ON oN n N no No NO false False FALSE off Off OFF ~ null Null NULL nUll
  0 00 07 08 09 0777 0o17 0O17 0o8 017 -017 +017 0x1F 0X1f 0xg -0x1F 0b101 0B11 0b2 0b+1 0b-1 -0b-1 -0b11 +0b11
  1_000 1__0 _1 1_ -_1 0x_1f 0_7 1_0.5 1:30 1:30:45 190:20:30 1.5 1. .5 -.5 +.5 . .. .e3 .5e3 .5_0 .5__0 .5_ 1e3 1E3 1e+3
  1e-3 1.e3 1e 1e999 -1e999 1e-400 .5e999 0x1p3 .5p3 1,000 1.2.3 1.20 10.0.0.1 100m 1Gi 2024-01-01 2024-1-1 2024-13-45
  2024-01-01T00:00:00Z 20:30 12e03 9007199254740993 9223372036854775807 9223372036854775808 18446744073709551615
  18446744073709551616 +18446744073709551615 -9223372036854775808 -9223372036854775809 0xFFFFFFFFFFFFFFFF
  0x10000000000000000 -0 -0.0 +0 + - -- +1 ++1 .inf .Inf +.inf -.INF .nan .NaN inf nan = << a-b a:b a#b
  0.1 1234567.5 123456.5 16777217.0 0.00001 0.0001 1e21 1e6 1e5 123456789.0 3.4e39 1.17549435e-38`
    .split(/\s+/)
    .filter((text) => text !== "-");

const TAGGED =
  `!!int@5 !!int@'5' !!int@abc !!int@1.0 !!int@0777 !!float@5 !!float@x !!float@1e3 !!bool@yes !!bool@1 !!null@~ !!null@x
  !!str@5 !!str@yes !!binary@aGk= !!binary@aGk !!binary@/w== !!set@x !foo@5 !@5 !!timestamp@2024-01-01`
    .split(/\s+/)
    .map((text) => text.replace("@", " "));

const scalarText = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(..."0123456789_+-.eExXoObBaAfF:~"), minLength: 1, maxLength: 9 }),
    fc.string({ unit: fc.constantFrom(..."01789_.e-"), minLength: 1, maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(..."tTrRuUeEfFaAlLsSyYnNoO~"), minLength: 1, maxLength: 5 }),
    fc.double().map(String),
    fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }).map(String),
  )
  // A dash or colon followed by nothing is an indicator, not a scalar.
  .filter((text) => !/^[-:?]$|:$|^:|^---|^\.\.\.$/.test(text));

describe.skipIf(skipped("YAML against sigs.k8s.io/yaml", await oraclesMissing()))(
  "against sigs.k8s.io/yaml",
  () => {
    let oracles: Oracles;

    beforeAll(async () => {
      oracles = await startOracles();
    }, 600_000);

    afterAll(async () => {
      await oracles?.stop();
    });

    /** What both read, as pairs of ours and theirs; an unreadable text is `undefined`. */
    async function compare(texts: readonly string[]): Promise<[ours: unknown, theirs: unknown][]> {
      const answers = await oracles.yamlToJson(texts);
      return texts.map((text, index) => {
        const answer = answers[index];
        const theirs = answer?.ok ? (JSON.parse(answer.result) as JsonValue) : undefined;
        const document = parseDocument(text);
        return [
          { text, value: normal(document.problems.length > 0 ? undefined : document.value) },
          { text, value: normal(theirs) },
        ];
      });
    }

    it("reads plain scalars and keys of a table the same", async () => {
      const texts = SCALARS.flatMap((text) => [
        `v: ${text}\n`,
        `{${text} : 1}\n`,
        `${text} : 1\n`,
        `- "${text}"\n`,
      ]);
      for (const [ours, theirs] of await compare(texts)) expect(ours).toEqual(theirs);
    });

    it("reads explicit tags the same", async () => {
      for (const [ours, theirs] of await compare(TAGGED.map((text) => `v: ${text}\n`)))
        expect(ours).toEqual(theirs);
    });

    it("reads 4,000 generated scalars the same, as values and as keys", async () => {
      const scalars = fc.sample(scalarText, { seed: SEED, numRuns: 4_000 });
      const texts = scalars.flatMap((text) => [`v: ${text}\n`, `${text} : 1\n`]);
      for (const [ours, theirs] of await compare(texts)) expect(ours).toEqual(theirs);
    });

    it("merges maps in the order of the text", async () => {
      const texts = [
        "a: 1\n<<: {a: 2, b: 3}\n",
        "<<: {a: 2, b: 3}\na: 1\n",
        "<<: [{a: 1}, {a: 2, b: 3}]\n",
        "<<: {a: 1}\n<<: {a: 2}\n",
        "x: &x {a: 1}\ny: &y\n  <<: *x\n  b: 2\nz:\n  <<: [*y, {b: 3}]\n  c: 3\n",
        "x: &x [1]\ny:\n  <<: *x\n",
        "<<: ~\n",
        "'<<': {a: 1}\n",
        "a: &a 1\nb: *a\nc: &a 2\nd: *a\n",
        "a: &a [*a]\n",
        "a: *a\n",
        "&k a: 1\nb: *k\n",
        "a: &k b\n*k : 1\n",
        "a: &e\nb: *e\n",
      ];
      for (const [ours, theirs] of await compare(texts)) expect(ours).toEqual(theirs);
    });

    it("reads 1,500 generated documents the same", async () => {
      const generated = fc.sample(yamlText, { seed: SEED, numRuns: 1_500 });
      const read = await compare(generated.map(({ text }) => text));
      read.forEach(([ours, theirs], index) => {
        expect(ours).toEqual(theirs);
        expect(ours).toMatchObject({ value: normal(generated[index]?.value) });
      });
    });

    it("prints values that Kubernetes reads as they are meant", async () => {
      const wishes = fc.sample(fc.tuple(yamlText, jsonValue), { seed: SEED, numRuns: 1_000 });
      const texts: string[] = [];
      const wanted: unknown[] = [];
      for (const [{ text }, value] of wishes) {
        const document = parseDocument(text);
        const path = ["added", "on"];
        const edits = editDocument(document, [{ op: "set", path, value }]);
        if (!edits || !isObject(document.value) || Object.hasOwn(document.value, "added")) continue;
        texts.push(applyTextEdits(text, edits));
        wanted.push(normal({ ...document.value, added: { on: value } }));
      }
      expect(texts.length).toBeGreaterThan(900);
      (await compare(texts)).forEach(([, theirs], index) => {
        expect(theirs).toEqual({ text: texts[index], value: wanted[index] });
      });
    });

    it("names what it cannot read though Kubernetes can", async () => {
      // The library underneath wants continued lines to be indented deeper than their key.
      const texts = ['a: "x\ny"\n', "a:\n  k: 'x\n  y'\n", "a: [\n1\n]\n", "a:\n  b: {\n  c: 1\n  }\n"];
      expect((await oracles.yamlToJson(texts)).map(({ ok }) => ok)).toEqual(texts.map(() => true));
      for (const text of texts) expect(parseDocument(text).problems[0]).toMatchObject({ isOurs: true });
    });
  },
);

/** JSON numbers as JavaScript holds them; -0 is 0. */
function normal(value: JsonValue | undefined): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
