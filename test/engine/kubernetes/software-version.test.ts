import { expect, test } from "vitest";
import { compareVersions, parseVersion } from "../../../engine/kubernetes/software-version";

test.each([
  ["v1.12.1", [1, 12, 1]],
  ["1.12.1-alpine3.20", [1, 12, 1]],
  ["10", [10]],
  ["latest", undefined],
  ["", undefined],
  [undefined, undefined],
])("%s is %j", (tag, expected) => {
  expect(parseVersion(tag)).toEqual(expected);
});

test.each([
  [[1, 9], [1, 10], -1],
  [[1, 9, 0], [1, 9], 0],
  [[2], [1, 9, 9], 1],
])("%j against %j", (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign);
});
