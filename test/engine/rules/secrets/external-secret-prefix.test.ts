import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/external-secret-prefix";
const external = (key: string, namespace = "  namespace: web-shop\n") => `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: db
${namespace}spec:
  data:
    - secretKey: password
      remoteRef: {key: ${key}}
`;

test("a key of nobody's", () => {
  expect(judge(id, external("db"))).toMatchObject([
    { rule: id, path: ["spec", "data", 0, "remoteRef", "key"], range: "9:24-9:26", text: "db" },
  ]);
});

test.each([external("web-shop/db"), external("prod/web_shop/db"), external("db", "")])(
  "is silent on %#",
  (text) => {
    expect(judge(id, text)).toEqual([]);
  },
);
