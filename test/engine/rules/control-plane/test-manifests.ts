import { expect, test } from "vitest";
import type { Path } from "../../../../engine/json";
import { type JudgeOptions, judge } from "../../judge";
import { expectFixesToSilence } from "./test-flag-rule";

/** A manifest that is at fault, with the path and the text of the one finding. */
export interface FaultyManifest {
  readonly name: string;
  readonly text: string;
  readonly path: Path;
  readonly at: string;
  readonly options?: JudgeOptions;
}

/** A manifest that is in order. */
export interface GoodManifest {
  readonly name: string;
  readonly text: string;
  readonly options?: JudgeOptions;
}

/** Tests a rule on whole manifests: where each finding stands, and that its fixes leave nothing to find. */
export function testManifests(
  rule: string,
  bad: readonly FaultyManifest[],
  good: readonly GoodManifest[],
): void {
  test.each(bad)("$name is at fault", ({ text, path, at, options = {} }) => {
    const found = judge(rule, text, options);
    expect(found).toMatchObject([{ rule, path, text: at }]);
    if (found[0]) expectFixesToSilence(rule, text, found[0], options);
  });

  test.each(good)("$name is in order", ({ text, options }) => {
    expect(judge(rule, text, options)).toEqual([]);
  });
}
