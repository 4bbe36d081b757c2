import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, ingressTo, resource, service } from "../scope-manifests";

const ID = "edge/workload-exposed";
const api = deployment("api");

test.each([
  ["an Ingress", ingressTo("api", { number: 80 }), service("api"), "Ingress edge"],
  ["a LoadBalancer", service("api", { type: "LoadBalancer" }), undefined, "LoadBalancer api"],
  ["a NodePort", service("api", { type: "NodePort" }), undefined, "NodePort api"],
  [
    "a route",
    resource(
      "gateway.networking.k8s.io/v1",
      "HTTPRoute",
      "r",
      { spec: { rules: [{ backendRefs: [{ name: "api" }] }] } },
      "shop",
    ),
    service("api"),
    "HTTPRoute r",
  ],
  [
    "a mesh gateway",
    resource(
      "networking.istio.io/v1",
      "VirtualService",
      "v",
      {
        spec: {
          gateways: ["edge/public"],
          http: [{ route: [{ destination: { host: "api.shop.svc.cluster.local" } }] }],
        },
      },
      "shop",
    ),
    service("api"),
    "VirtualService v",
  ],
])("by %s", (_case, publisher, other, way) => {
  expect(judge(ID, file(api, publisher, ...(other ? [other] : [])))).toMatchObject([
    { path: ["metadata", "name"], text: "api", message: `published by ${way}` },
  ]);
});

test("inside the cluster and the mesh it is quiet", () => {
  const inner = resource(
    "networking.istio.io/v1",
    "VirtualService",
    "v",
    { spec: { gateways: ["mesh"], http: [{ route: [{ destination: { host: "api" } }] }] } },
    "shop",
  );
  expect(judge(ID, file(api, service("api"), inner))).toEqual([]);
});
