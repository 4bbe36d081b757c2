import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, ingressTo, service } from "../scope-manifests";

const ID = "edge/ingress-backend-missing";
const closed = { closed: true };
const backend = ["spec", "rules", 0, "http", "paths", 0, "backend", "service"];

test("a missing Service is reported in a closed scope only", () => {
  const text = file(ingressTo("gone", { number: 80 }), service("api"));
  expect(judge(ID, text, closed)).toMatchObject([
    { path: [...backend, "name"], text: "gone", message: 'Service "gone" does not exist in this namespace' },
  ]);
  expect(judge(ID, text)).toEqual([]);
  const elsewhere = file(ingressTo("api", { number: 80 }), service("api", {}, { namespace: "other" }));
  expect(judge(ID, elsewhere, closed)).toHaveLength(1);
});

test.each<[object, string, string]>([
  [{ number: 81 }, "number", 'Service "api" has no port 81'],
  [{ name: "https" }, "name", 'Service "api" has no port "https"'],
])("a missing port %j is reported in every scope", (port, key, message) => {
  expect(judge(ID, file(ingressTo("api", port), service("api")))).toMatchObject([
    { path: [...backend, "port", key], message },
  ]);
});

test("the default backend is read too", () => {
  const text = file(
    ingressTo(
      "api",
      { number: 80 },
      {},
      { rules: [], defaultBackend: { service: { name: "api", port: { number: 9 } } } },
    ),
    service("api"),
  );
  expect(judge(ID, text)).toMatchObject([
    { path: ["spec", "defaultBackend", "service", "port", "number"], text: "9" },
  ]);
});

test.each([
  ["by number", file(ingressTo("api", { number: 80 }), service("api"))],
  ["by name", file(ingressTo("api", { name: "http" }), service("api"))],
  ["an action of the AWS controller", file(ingressTo("redirect", { name: "use-annotation" }))],
  [
    "a name outside",
    file(ingressTo("api", { number: 443 }), service("api", { type: "ExternalName", ports: [] })),
  ],
])("quiet: %s", (_case, text) => {
  expect(judge(ID, text, closed)).toEqual([]);
});
