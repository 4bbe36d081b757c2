import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule } from "./manifests";

const ID = "edge/ingress-annotation-injection";
const of = (name: string, value: string) =>
  judge(ID, ingress({ rules: [rule("a.example.com")] }, { [`nginx.ingress.kubernetes.io/${name}`]: value }));

test.each([
  ["auth-url", "http://x/#;\nload_module /tmp/x.so", "CVE-2025-24514"],
  ["auth-tls-match-cn", "CN=x #(\n){}", "CVE-2025-1097"],
  ["mirror-target", "http://x; proxy_pass http://y", "CVE-2025-1098"],
  ["rewrite-target", "/x; ssl_engine y", "CVE-2026-3288"],
  ["permanent-redirect", "https://x/ssl_engine", "CVE-2023-5044"],
])("%s with a statement in it is reported (%s)", (name, value, advisory) => {
  const key = `nginx.ingress.kubernetes.io/${name}`;
  const [found] = of(name, value);
  expect(found).toMatchObject({ path: ["metadata", "annotations", key], severity: "critical" });
  expect(found?.message).toContain(advisory);
});

test.each([
  ["auth-url", "https://auth.example.com/verify?rd=$scheme://$host$request_uri"],
  ["rewrite-target", "/$2"],
  ["auth-tls-match-cn", "CN=[a-z]{2,8}"],
  ["unknown", "a;b"],
])("%s with an ordinary value is quiet", (name, value) => {
  expect(of(name, value)).toEqual([]);
});
