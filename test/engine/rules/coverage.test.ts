import { expect, test } from "vitest";
import controls from "../../../docs/data/controls.json";
import { rules } from "../../../engine/rules/registry";
import { coverage, LEFT_OUT_REASONS } from "../../../scripts/coverage-page";

test("every control is decided by a rule, or left out for one of the three reasons", () => {
  for (const { control, rules: own, leftOut } of coverage()) {
    if (own.length > 0) expect(leftOut, `${control.key} is covered and left out`).toBeUndefined();
    else expect(LEFT_OUT_REASONS, `${control.key} has neither a rule nor a reason`).toContain(leftOut);
  }
});

test("at most one control in twenty is left out", () => {
  const missing = coverage().filter(({ rules: own }) => own.length === 0);
  expect(missing.length).toBeLessThanOrEqual(controls.length * 0.05);
});

test("rules name only controls of the catalogue", () => {
  const keys = new Set(controls.map(({ key }) => key));
  for (const { id, controls: own = [] } of rules)
    for (const key of own) expect(keys, `${id} names ${key}`).toContain(key);
});
