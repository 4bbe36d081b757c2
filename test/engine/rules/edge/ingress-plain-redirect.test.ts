import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule } from "./manifests";

const ID = "edge/ingress-plain-redirect";
const tls = [{ hosts: ["a.example.com"] }];
const rules = [rule("a.example.com")];

test.each([
  ["nginx.ingress.kubernetes.io/ssl-redirect", "false", "true"],
  ["appgw.ingress.kubernetes.io/ssl-redirect", "false", "true"],
  ["haproxy.org/ssl-redirect", "false", "true"],
  ["nginx.org/redirect-to-https", "false", "true"],
  ["kubernetes.io/ingress.allow-http", "true", "false"],
])("%s: %s", (key, bad, good) => {
  const [found] = judge(ID, ingress({ rules, tls }, { [key]: bad }));
  const path = ["metadata", "annotations", key];
  expect(found).toMatchObject({ path, text: `"${bad}"` });
  expect(found?.finding.fixes).toMatchObject([
    { safety: "harden", changes: [{ op: "set", path, value: good }] },
  ]);
  expect(judge(ID, ingress({ rules, tls }, { [key]: good }))).toEqual([]);
  expect(judge(ID, ingress({ rules }, { [key]: bad }))).toEqual([]);
});
