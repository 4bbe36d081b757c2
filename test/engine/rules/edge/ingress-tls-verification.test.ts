import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule } from "./manifests";

const ID = "edge/ingress-tls-verification";
const N = "nginx.ingress.kubernetes.io";
const of = (annotations: object) => judge(ID, ingress({ rules: [rule("a.example.com")] }, annotations));

test.each(["off", "optional", "optional_no_ca"])("clients are not verified: %s", (value) => {
  const [found] = of({ [`${N}/auth-tls-secret`]: "shop/ca", [`${N}/auth-tls-verify-client`]: value });
  const path = ["metadata", "annotations", `${N}/auth-tls-verify-client`];
  expect(found).toMatchObject({ path });
  expect(found?.finding.fixes).toMatchObject([{ changes: [{ path, value: "on" }] }]);
});

test("the backend is not verified", () => {
  const path = ["metadata", "annotations", `${N}/proxy-ssl-verify`];
  expect(of({ [`${N}/proxy-ssl-secret`]: "shop/ca", [`${N}/proxy-ssl-verify`]: "off" })).toMatchObject([
    { path },
  ]);
});

test.each([
  { [`${N}/auth-tls-secret`]: "shop/ca" },
  { [`${N}/auth-tls-secret`]: "shop/ca", [`${N}/auth-tls-verify-client`]: "on" },
  { [`${N}/auth-tls-verify-client`]: "off" },
  { [`${N}/proxy-ssl-secret`]: "shop/ca", [`${N}/proxy-ssl-verify`]: "on" },
])("%j is quiet", (annotations) => {
  expect(of(annotations)).toEqual([]);
});
