import { expect, test } from "vitest";
import { knownStandard } from "../../../cli/selection";

test.each([
  ["cis", { name: "cis" }],
  ["cis@1.12", { name: "cis", edition: "1.12" }],
  ["owasp@2022", { name: "owasp", edition: "2022" }],
])("--standard %s", (text, selection) => {
  expect(knownStandard(text)).toEqual(selection);
});

test.each([
  ["iso", /^--standard iso: there is no such standard; there are pss-baseline, /],
  ["cis@1.9", /^--standard cis@1\.9: there is no such edition; there are cis@1\.12$/],
  ["owasp@2023", /there are owasp@2025, owasp@2022$/],
  ["pss-baseline@1.33", /it has no editions; choose the version of its checks by --kubernetes-version$/],
])("--standard %s is refused with what there is", (text, message) => {
  expect(() => knownStandard(text)).toThrow(message);
});
