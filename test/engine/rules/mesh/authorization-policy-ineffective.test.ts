import { expect, test } from "vitest";
import { judge } from "../../judge";
import { mesh, SECURITY } from "./manifests";

const ID = "mesh/authorization-policy-ineffective";
const policy = (spec: object) => judge(ID, mesh(SECURITY, "AuthorizationPolicy", spec));

test("DENY without rules never matches", () => {
  expect(policy({ action: "DENY" })).toMatchObject([{ path: ["spec", "action"], text: "DENY" }]);
  expect(policy({ action: "CUSTOM", provider: { name: "x" }, rules: [] })).toMatchObject([
    { path: ["spec", "action"] },
  ]);
});

test("an empty DENY rule denies everything", () => {
  expect(policy({ action: "DENY", rules: [{ to: [{}] }, {}] })).toMatchObject([
    { path: ["spec", "rules", 1], message: "an empty rule denies every request" },
  ]);
});

test("CUSTOM needs a provider", () => {
  expect(policy({ action: "CUSTOM", rules: [{}] })).toMatchObject([{ path: ["spec", "provider", "name"] }]);
  expect(policy({ action: "CUSTOM", provider: { name: "x" }, rules: [{}] })).toEqual([]);
});

test("ALLOW without rules is the default deny, and DENY with rules is what it says", () => {
  expect(policy({})).toEqual([]);
  expect(policy({ action: "DENY", rules: [{ to: [{ operation: { methods: ["POST"] } }] }] })).toEqual([]);
});
