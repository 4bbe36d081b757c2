import { expect, test } from "vitest";
import { judge } from "../../judge";
import { gateway, https } from "./gateway-manifests";

const ID = "edge/gateway-tls-mode";
const path = ["spec", "listeners", 0, "tls"];

test("HTTPS cannot pass through", () => {
  const [found] = judge(ID, gateway(https({ tls: { mode: "Passthrough" } })));
  expect(found).toMatchObject({ path: [...path, "mode"], text: "Passthrough" });
  expect(found?.finding.fixes).toMatchObject([
    { changes: [{ path: ["spec", "listeners", 0, "protocol"], value: "TLS" }] },
  ]);
  const withCertificate = https({ tls: { mode: "Passthrough", certificateRefs: [{ name: "x" }] } });
  expect(judge(ID, gateway(withCertificate))[0]?.finding.fixes).toMatchObject([
    { changes: [{ value: "Terminate" }] },
  ]);
});

test("a certificate that is not used is low", () => {
  const listener = https({ protocol: "TLS", tls: { mode: "Passthrough", certificateRefs: [{ name: "x" }] } });
  expect(judge(ID, gateway(listener))).toMatchObject([
    { path: [...path, "certificateRefs"], severity: "low" },
  ]);
});

test.each([{}, { tls: { mode: "Terminate" } }, { tls: { certificateRefs: [] } }])(
  "no certificate: %j",
  (extra) => {
    const listener = { name: "https", protocol: "HTTPS", port: 443, ...extra };
    expect(judge(ID, gateway(listener))).toMatchObject([{ path: [...path, "certificateRefs"] }]);
  },
);

test("tls on a plain listener, and clients that need no valid certificate", () => {
  expect(judge(ID, gateway({ name: "h", protocol: "HTTP", port: 80, tls: {} }))).toMatchObject([{ path }]);
  const listener = https({
    tls: { certificateRefs: [{ name: "x" }], frontendValidation: { mode: "AllowInsecureFallback" } },
  });
  expect(judge(ID, gateway(listener))).toMatchObject([{ path: [...path, "frontendValidation", "mode"] }]);
});

test.each([
  https(),
  https({ protocol: "TLS", tls: { mode: "Passthrough" } }),
  https({ tls: { options: { "networking.gke.io/pre-shared-certs": "x" } } }),
  { name: "h", protocol: "HTTP", port: 80 },
])("%j is quiet", (listener) => {
  expect(judge(ID, gateway(listener))).toEqual([]);
});
