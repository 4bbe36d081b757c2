import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, ingressTo, networkPolicy, service } from "../scope-manifests";

const ID = "edge/ingress-backend-unreachable";
const edge = ingressTo("api", { number: 80 });
const api = deployment("api", { ports: [{ name: "web", containerPort: 8080 }] });
const controller = deployment("ingress-nginx-controller", { namespace: "ingress-nginx" });
const admitting = (namespace: string) =>
  networkPolicy("allow", {
    ingress: [
      {
        from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } }],
        ports: [{ port: 8080 }],
      },
    ],
  });

test("a default deny shuts the controller out", () => {
  const [found] = judge(ID, file(edge, service("api"), api, networkPolicy("deny")));
  expect(found).toMatchObject({
    path: ["spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"],
    text: "api",
    message:
      "the ingress controller cannot reach port 8080 of api: NetworkPolicy shop/deny admits only others",
  });
  expect(found?.finding.related).toMatchObject([{ fact: { name: "deny" } }]);
});

test("a controller in sight is asked for itself", () => {
  expect(judge(ID, file(edge, service("api"), api, controller, admitting("ingress")))).toHaveLength(1);
  expect(judge(ID, file(edge, service("api"), api, controller, admitting("ingress-nginx")))).toEqual([]);
});

test("a named target port is looked up on the pod", () => {
  const named = service("api", { ports: [{ name: "http", port: 80, targetPort: "web" }] });
  expect(judge(ID, file(edge, named, api, networkPolicy("deny")))[0]?.message).toContain("port 8080 of api");
});

test.each([
  ["nothing isolates", file(edge, service("api"), api)],
  ["another namespace is admitted", file(edge, service("api"), api, admitting("somewhere"))],
  [
    "addresses are admitted",
    file(
      edge,
      service("api"),
      api,
      networkPolicy("allow", { ingress: [{ from: [{ ipBlock: { cidr: "10.1.0.0/16" } }] }] }),
    ),
  ],
  ["the Service is not in sight", file(edge, api, networkPolicy("deny"))],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
