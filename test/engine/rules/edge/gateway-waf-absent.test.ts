import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, resource } from "../scope-manifests";

const ID = "edge/gateway-waf-absent";
const closed = { closed: true };
const GATEWAY_API = "gateway.networking.k8s.io/v1";
const gateway = (gatewayClassName = "azure-alb-external") =>
  resource(GATEWAY_API, "Gateway", "edge", { spec: { gatewayClassName, listeners: [] } }, "gateways");
const route = (name: string) =>
  resource(
    GATEWAY_API,
    "HTTPRoute",
    name,
    { spec: { parentRefs: [{ name: "edge", namespace: "gateways" }] } },
    "shop",
  );
const policy = (kind: string, name: string, namespace: string) =>
  resource(
    "alb.networking.azure.io/v1",
    "WebApplicationFirewallPolicy",
    `waf-${name}`,
    { spec: { targetRef: { kind, name } } },
    namespace,
  );

test("no policy, or one for some of the routes", () => {
  expect(judge(ID, file(gateway()), closed)).toMatchObject([
    { path: ["spec", "gatewayClassName"], text: "azure-alb-external" },
  ]);
  const some = file(gateway(), route("a"), route("b"), policy("HTTPRoute", "a", "shop"));
  expect(judge(ID, some, closed)).toHaveLength(1);
});

test.each([
  ["the Gateway is named", file(gateway(), policy("Gateway", "edge", "gateways"))],
  ["every route is named", file(gateway(), route("a"), policy("HTTPRoute", "a", "shop"))],
  ["the class is another", file(gateway("istio"))],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text, closed)).toEqual([]);
});

test("an open scope does not know", () => {
  expect(judge(ID, file(gateway()))).toEqual([]);
});
