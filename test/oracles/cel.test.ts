import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  CelError,
  evaluate,
  fromJson,
  isTruth,
  parseExpression,
  SyntaxFault,
  UnknownSignal,
  usesOnlyKnown,
} from "../../engine/cel";
import { createDraw } from "../cluster/prediction-cases";
import { oraclesMissing } from "./build.mjs";
import { CEL_OBJECT, generateExpression } from "./cel-cases";
import { type Oracles, startOracles } from "./oracle";
import { skipped } from "./skip";

const SEED = 20_261_126;
const COUNT = 6_000;

/** What we say of a boolean expression over the object. */
function ours(text: string): "true" | "false" | "fails" | "unknown" {
  try {
    const expression = parseExpression(text);
    const isUnderstood = usesOnlyKnown(
      expression,
      (name) => name === "object",
      () => undefined,
    );
    if (!isUnderstood || !isTruth(expression, () => "dyn")) return "unknown";
    const names = new Map([["object", fromJson(CEL_OBJECT)]]);
    return evaluate(expression, names, { steps: 100_000 }) === true ? "true" : "false";
  } catch (error) {
    if (error instanceof CelError) return "fails";
    if (error instanceof UnknownSignal || error instanceof SyntaxFault) return "unknown";
    throw error;
  }
}

describe.skipIf(skipped("the oracle of CEL", await oraclesMissing()))(
  "expressions of admission policies",
  () => {
    let oracles: Oracles;
    beforeAll(async () => {
      oracles = await startOracles();
    }, 300_000);
    afterAll(async () => {
      await oracles?.stop();
    });

    it(`${COUNT} generated ones mean what the API server's library says, seed ${SEED}`, async () => {
      const draw = createDraw(SEED);
      const expressions = Array.from({ length: COUNT }, () => generateExpression(draw));
      const answers = await oracles.cel(
        expressions.map((expression) => ({ expression, object: CEL_OBJECT })),
      );
      const counts: Record<string, number> = {};
      const differences = expressions.flatMap((expression, index) => {
        const answer = answers[index];
        if (!answer?.ok) throw new Error(`${expression}: ${JSON.stringify(answer)}`);
        const { outcome, detail = "" } = answer.result;
        const own = ours(expression);
        const key = own === "unknown" ? `${outcome}, unknown to us` : outcome;
        counts[key] = (counts[key] ?? 0) + 1;
        return own === "unknown" || own === outcome
          ? []
          : [`${expression}: they ${outcome} ${detail}, we ${own}`];
      });
      process.stderr.write(`expressions: ${JSON.stringify(counts)}\n`);
      expect(differences).toEqual([]);
      for (const outcome of ["true", "false", "fails"]) expect(counts[outcome]).toBeGreaterThanOrEqual(300);
      const decided = (counts.true ?? 0) + (counts.false ?? 0) + (counts.fails ?? 0);
      const missed = ["true", "false", "fails"].reduce(
        (sum, key) => sum + (counts[`${key}, unknown to us`] ?? 0),
        0,
      );
      expect(missed).toBeLessThanOrEqual((decided + missed) * 0.2);
    }, 120_000);
  },
);
