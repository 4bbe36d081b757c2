import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule } from "./manifests";

const ID = "edge/ingress-snippet";
const of = (annotations: object) => judge(ID, ingress({ rules: [rule("a.example.com")] }, annotations));

test.each([
  "nginx.ingress.kubernetes.io/configuration-snippet",
  "nginx.ingress.kubernetes.io/server-snippet",
  "nginx.ingress.kubernetes.io/stream-snippet",
  "nginx.ingress.kubernetes.io/auth-snippet",
  "nginx.ingress.kubernetes.io/modsecurity-snippet",
  "nginx.org/server-snippets",
  "nginx.org/location-snippets",
  "haproxy-ingress.github.io/config-backend",
  "haproxy.org/backend-config-snippet",
])("%s is reported at its key, with a removal", (key) => {
  const [found] = of({ [key]: "more_set_headers x;" });
  expect(found).toMatchObject({
    path: ["metadata", "annotations", key],
    text: key,
    message: `"${key}" injects raw configuration into the controller`,
  });
  expect(found?.finding.fixes).toMatchObject([{ safety: "unsafe", changes: [{ op: "remove" }] }]);
});

test.each(["content_by_lua_block { x }", "location /x { alias /etc/; }", "root /var;"])(
  "%s runs code or serves files",
  (value) => {
    const [found] = of({ "nginx.ingress.kubernetes.io/server-snippet": value });
    expect(found?.message).toContain("runs code or serves files of the controller");
    expect(found?.message).not.toContain(value);
  },
);

test("ordinary and empty annotations are quiet", () => {
  expect(of({ "nginx.ingress.kubernetes.io/ssl-redirect": "true" })).toEqual([]);
  expect(of({ "nginx.ingress.kubernetes.io/server-snippet": "" })).toEqual([]);
});
