import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, resource } from "../scope-manifests";
import { SECURITY } from "./manifests";

const ID = "mesh/token-not-required";
const closed = { closed: true };
const authentication = resource(
  SECURITY,
  "RequestAuthentication",
  "jwt",
  { spec: { jwtRules: [{ issuer: "https://x" }] } },
  "shop",
);
const policy = (spec: object, namespace = "shop") =>
  resource(SECURITY, "AuthorizationPolicy", "p", { spec }, namespace);

test("nothing requires a token", () => {
  expect(judge(ID, file(authentication), closed)).toMatchObject([
    { path: ["spec", "jwtRules"], text: "jwtRules" },
  ]);
  const other = policy({ rules: [{ from: [{ source: { namespaces: ["a"] } }] }] });
  expect(judge(ID, file(authentication, other), closed)).toHaveLength(1);
  const elsewhere = policy({ rules: [{ from: [{ source: { requestPrincipals: ["*"] } }] }] }, "away");
  expect(judge(ID, file(authentication, elsewhere), closed)).toHaveLength(1);
});

test.each([
  { rules: [{ from: [{ source: { requestPrincipals: ["*"] } }] }] },
  { action: "DENY", rules: [{ from: [{ source: { notRequestPrincipals: ["*"] } }] }] },
  { rules: [{ when: [{ key: "request.auth.claims[role]", values: ["admin"] }] }] },
  { action: "CUSTOM", provider: { name: "x" }, rules: [{}] },
])("%j requires one", (spec) => {
  expect(judge(ID, file(authentication, policy(spec)), closed)).toEqual([]);
});

test("an open scope does not know", () => {
  expect(judge(ID, file(authentication))).toEqual([]);
});
