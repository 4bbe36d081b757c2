import { expect, test } from "vitest";
import { judge } from "../../judge";
import { mesh, SECURITY } from "./manifests";

const ID = "mesh/mutual-tls-not-strict";
const peer = (spec: object, metadata: object = {}) => mesh(SECURITY, "PeerAuthentication", spec, metadata);
const path = ["spec", "mtls", "mode"];

test.each([
  ["PERMISSIVE", "medium", "plain text is accepted in this namespace"],
  ["DISABLE", "high", "mutual TLS is off in this namespace"],
])("%s", (mode, severity, message) => {
  const [found] = judge(ID, peer({ mtls: { mode } }));
  expect(found).toMatchObject({ path, text: mode, severity, message });
  expect(found?.finding.fixes).toMatchObject([{ safety: "harden", changes: [{ path, value: "STRICT" }] }]);
});

test("the reach is named: workloads, the whole mesh, a port", () => {
  const selector = { matchLabels: { app: "x" } };
  expect(judge(ID, peer({ selector, mtls: { mode: "DISABLE" } }))[0]?.message).toContain(
    "by the selected workloads",
  );
  expect(judge(ID, peer({ mtls: { mode: "DISABLE" } }, { namespace: "istio-system" }))[0]?.message).toContain(
    "whole mesh",
  );
  expect(
    judge(ID, peer({ mtls: { mode: "STRICT" }, portLevelMtls: { "8080": { mode: "DISABLE" } } })),
  ).toMatchObject([
    { path: ["spec", "portLevelMtls", "8080", "mode"], message: "mutual TLS is off on port 8080" },
  ]);
});

test.each([{ mtls: { mode: "STRICT" } }, { mtls: { mode: "UNSET" } }, {}, { mtls: { mode: 1 } }])(
  "%j is quiet",
  (spec) => {
    expect(judge(ID, peer(spec))).toEqual([]);
  },
);
