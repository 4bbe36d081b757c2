import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, ingressTo, resource } from "../scope-manifests";

const ID = "edge/duplicate-host-path";
const first = ingressTo("api", { number: 80 });
const second = (metadata: object = {}, spec: object = {}) =>
  ingressTo("api", { number: 80 }, { name: "other", namespace: "team-b", ...metadata }, spec);

test("the second claim is reported, with the first beside it", () => {
  const [found, ...others] = judge(ID, file(first, second()));
  expect(found).toMatchObject({
    path: ["spec", "rules", 0, "http", "paths", 0, "path"],
    text: "/",
    message: '"a.example.com/" is also claimed by shop/edge',
  });
  expect(found?.finding.resource.name).toBe("other");
  expect(found?.finding.related).toMatchObject([{ fact: { name: "edge" } }]);
  expect(others).toEqual([]);
});

test("two Routes", () => {
  const route = (name: string) =>
    resource("route.openshift.io/v1", "Route", name, { spec: { host: "a.example.com" } }, "shop");
  expect(judge(ID, file(route("a"), route("b")))).toMatchObject([
    { path: ["spec", "host"], text: "a.example.com" },
  ]);
});

test.each([
  ["another class", second({}, { ingressClassName: "internal" })],
  [
    "another path",
    second({}, { rules: [{ host: "a.example.com", http: { paths: [{ path: "/b", pathType: "Prefix" }] } }] }),
  ],
  ["a canary", second({ annotations: { "nginx.ingress.kubernetes.io/canary": "true" } })],
  ["no host", second({}, { rules: [{ http: { paths: [{ path: "/", pathType: "Prefix" }] } }] })],
])("quiet: %s", (_case, other) => {
  expect(judge(ID, file(first, other))).toEqual([]);
});
