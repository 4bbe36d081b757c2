import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Unknown } from "../../engine/cel";
import { quantityText } from "../../engine/predictions/policies/quantity-text";
import { createDraw } from "../cluster/prediction-cases";
import { oraclesMissing } from "./build.mjs";
import { type Oracles, startOracles } from "./oracle";
import { skipped } from "./skip";

describe.skipIf(skipped("the oracle of quantities", await oraclesMissing()))(
  "quantities in admitted objects",
  () => {
    let oracles: Oracles;
    beforeAll(async () => {
      oracles = await startOracles();
    }, 300_000);
    afterAll(async () => {
      await oracles?.stop();
    });

    it("are written as the API server writes them, or not known", async () => {
      const draw = createDraw(5);
      const texts = Array.from({ length: 3_000 }, () => {
        const digits = draw.pick([
          "0",
          "1",
          "12",
          "100",
          "500",
          "512",
          "1000",
          "1024",
          "1500",
          "2048",
          "1048576",
          "1.5",
          "0.1",
          "0.25",
          ".5",
          "007",
        ]);
        return (
          digits + draw.pick(["", "m", "k", "M", "G", "Ki", "Mi", "Gi", "Ti", "E", "Ei", "e3", "u", "x"])
        );
      });
      const answers = await oracles.quantity(texts);
      let known = 0;
      const differences = texts.flatMap((text, index) => {
        const own = quantityText(text);
        if (own instanceof Unknown) return [];
        known++;
        const answer = answers[index];
        return answer?.ok && answer.result.canonical === own
          ? []
          : [`${text}: ${String(own)}, ${JSON.stringify(answer)}`];
      });
      expect([...new Set(differences)]).toEqual([]);
      expect(known).toBeGreaterThanOrEqual(1_500);
    });
  },
);
