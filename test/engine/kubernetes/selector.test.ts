import { expect, test } from "vitest";
import type { JsonValue } from "../../../engine/json";
import {
  labelSelectorMatches,
  mapSelectorMatches,
  parseLabelSelector,
} from "../../../engine/kubernetes/selector";

const labels = { app: "web", empty: "" };

const expression = (key: string, operator: string, values?: string[]): JsonValue => ({
  matchExpressions: [values ? { key, operator, values } : { key, operator }],
});

test.each<[JsonValue, boolean]>([
  [{}, true],
  [{ matchLabels: { app: "web" } }, true],
  [{ matchLabels: { app: "api" } }, false],
  [{ matchLabels: { missing: "" } }, false],
  [{ matchLabels: { empty: "" } }, true],
  [expression("app", "In", ["api", "web"]), true],
  [expression("missing", "In", ["web"]), false],
  [expression("app", "NotIn", ["api"]), true],
  [expression("app", "NotIn", ["web"]), false],
  [expression("missing", "NotIn", ["web"]), true],
  [expression("app", "Exists"), true],
  [expression("toString", "Exists"), false],
  [expression("missing", "DoesNotExist"), true],
  [expression("app", "DoesNotExist"), false],
  [{ matchLabels: { app: "web" }, matchExpressions: [{ key: "tier", operator: "Exists" }] }, false],
  [{ matchLabels: null, matchExpressions: null }, true],
])("%j matches: %s", (selector, expected) => {
  expect(labelSelectorMatches(selector, labels)).toBe(expected);
});

test.each<JsonValue>([
  "app=web",
  { matchLabels: { app: 1 } },
  { matchLabels: [] },
  { matchExpressions: {} },
  { matchExpressions: ["app"] },
  { matchExpressions: [{ key: "app", operator: "Equals", values: ["web"] }] },
  { matchExpressions: [{ key: "app", operator: "In" }] },
  { matchExpressions: [{ key: "app", operator: "Exists", values: ["web"] }] },
  { matchExpressions: [{ operator: "Exists" }] },
])("%j is refused and matches nothing", (selector) => {
  expect(parseLabelSelector(selector)).toBeUndefined();
  expect(labelSelectorMatches(selector, labels)).toBe(false);
});

test("an absent selector matches nothing", () => {
  expect(labelSelectorMatches(undefined, labels)).toBe(false);
});

test.each<[JsonValue | undefined, boolean]>([
  [{ app: "web" }, true],
  [{ app: "web", tier: "front" }, false],
  [{}, false],
  [undefined, false],
])("the map %j selects: %s", (selector, expected) => {
  expect(mapSelectorMatches(selector, labels)).toBe(expected);
});
