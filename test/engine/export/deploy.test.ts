import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { createPolicy } from "../../../engine/policy/policy";
import { ruleById } from "../../../engine/rules/registry";
import { judge } from "../judge";

test("the manifests of the scan inside the cluster are clean under Rampart itself", () => {
  const text = ["rampart-viewer.yaml", "scan.yaml"]
    .map((name) => readFileSync(resolve(__dirname, "../../../deploy", name), "utf8"))
    .join("---\n");
  const policy = createPolicy({}, { profile: "prod" });
  const found = judge(undefined, text, { closed: true, file: "deploy/scan.yaml" }).filter(({ rule }) => {
    const known = ruleById(rule);
    return known !== undefined && policy.isEnabled(known);
  });
  expect(found.map(({ rule, range, message }) => `${range} ${rule}: ${message}`)).toEqual([]);
});
