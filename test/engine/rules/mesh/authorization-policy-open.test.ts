import { expect, test } from "vitest";
import { judge } from "../../judge";
import { mesh, SECURITY } from "./manifests";

const ID = "mesh/authorization-policy-open";
const policy = (spec: object) => mesh(SECURITY, "AuthorizationPolicy", spec);
const from = (source: object) => ({ from: [{ source }] });
const at = ["spec", "rules", 0];

test.each<[object, (string | number)[], string]>([
  [{}, [], "this rule allows every caller"],
  [from({}), ["from", 0], "this rule allows every caller"],
  [from({ ipBlocks: ["0.0.0.0/0"] }), ["from", 0, "source", "ipBlocks", 0], "this rule allows every caller"],
  [
    from({ principals: ["a", "*"] }),
    ["from", 0, "source", "principals", 1],
    "this rule allows every identity of the mesh",
  ],
  [
    from({ namespaces: ["*"] }),
    ["from", 0, "source", "namespaces", 0],
    "this rule allows every identity of the mesh",
  ],
])("%j", (rule, path, message) => {
  expect(judge(ID, policy({ rules: [rule] }))).toMatchObject([{ path: [...at, ...path], message }]);
});

test.each([
  ["principals are named", { rules: [from({ principals: ["cluster.local/ns/a/sa/b"] })] }],
  ["operations alone are named", { rules: [{ to: [{ operation: { paths: ["/healthz"] } }] }] }],
  ["a condition is named", { rules: [{ when: [{ key: "request.auth.claims[iss]", values: ["x"] }] }] }],
  ["a wildcard is narrowed", { rules: [from({ principals: ["*"], namespaces: ["shop"] })] }],
  ["it denies", { action: "DENY", rules: [{}] }],
  ["it allows nothing", {}],
])("quiet where %s", (_case, spec) => {
  expect(judge(ID, policy(spec))).toEqual([]);
});
