import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule } from "./manifests";

const ID = "edge/ingress-wildcard-host";

test.each<[string | undefined, string, string]>([
  [undefined, "http", "this rule answers for every host"],
  ["", '""', "this rule answers for every host"],
  ["*", '"*"', '"*" answers for every name below it'],
  ["*.example.com", '"*.example.com"', '"*.example.com" answers for every name below it'],
])("host %s is reported", (host, text, message) => {
  expect(judge(ID, ingress({ rules: [rule(host)] }))).toMatchObject([
    { path: ["spec", "rules", 0, "host"], text, message },
  ]);
});

test("a named host is quiet, and so is a wildcard of the declared inventory", () => {
  expect(judge(ID, ingress({ rules: [rule("a.example.com")] }))).toEqual([]);
  const options = { ingressInventory: [{ host: "*.example.com" }] };
  expect(judge(ID, ingress({ rules: [rule("*.example.com")] }), options)).toEqual([]);
  expect(judge(ID, ingress({ rules: [rule("*.example.org")] }), options)).toHaveLength(1);
  expect(judge(ID, ingress({ rules: [rule(undefined)] }), options)).toHaveLength(1);
});

test("an ACME challenge has no host of its own", () => {
  expect(judge(ID, ingress({ rules: [rule(undefined, "/.well-known/acme-challenge/x")] }))).toEqual([]);
});
