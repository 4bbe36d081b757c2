import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, resource, service } from "../scope-manifests";

const ID = "edge/route-backend-missing";
const closed = { closed: true };
const route = (ref: object, kind = "HTTPRoute") =>
  resource(
    "gateway.networking.k8s.io/v1",
    kind,
    "r",
    { spec: { rules: [{ backendRefs: [{ name: "api", port: 80, ...ref }] }] } },
    "shop",
  );
const ref = ["spec", "rules", 0, "backendRefs", 0];
const away = service("api", {}, { namespace: "away" });
const grant = (to: object) =>
  resource(
    "gateway.networking.k8s.io/v1beta1",
    "ReferenceGrant",
    "g",
    {
      spec: {
        from: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", namespace: "shop" }],
        to: [{ group: "", kind: "Service", ...to }],
      },
    },
    "away",
  );

test("a missing Service is reported in a closed scope", () => {
  expect(judge(ID, file(route({ name: "gone" }), service("api")), closed)).toMatchObject([
    { path: [...ref, "name"], text: "gone", message: 'Service "gone" does not exist in namespace shop' },
  ]);
  expect(judge(ID, file(route({ name: "gone" })))).toEqual([]);
  expect(judge(ID, file(route({ namespace: "unseen" })), closed)).toEqual([]);
});

test.each(["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"])(
  "a missing port of a %s",
  (kind) => {
    expect(judge(ID, file(route({ port: 81 }, kind), service("api")))).toMatchObject([
      { path: [...ref, "port"], text: "81", message: 'Service "api" has no port 81' },
    ]);
  },
);

test("another namespace must grant the reference", () => {
  expect(judge(ID, file(route({ namespace: "away" }), away), closed)).toMatchObject([
    { path: [...ref, "namespace"], text: "away" },
  ]);
  expect(judge(ID, file(route({ namespace: "away" }), away, grant({})), closed)).toEqual([]);
  expect(judge(ID, file(route({ namespace: "away" }), away, grant({ name: "api" })), closed)).toEqual([]);
  expect(judge(ID, file(route({ namespace: "away" }), away, grant({ name: "else" })), closed)).toHaveLength(
    1,
  );
  expect(judge(ID, file(route({ namespace: "away" }), away))).toEqual([]);
});

test("a backend that is there, or is no Service, is quiet", () => {
  expect(judge(ID, file(route({}), service("api")), closed)).toEqual([]);
  expect(judge(ID, file(route({ group: "example.com", kind: "Bucket" })), closed)).toEqual([]);
});
