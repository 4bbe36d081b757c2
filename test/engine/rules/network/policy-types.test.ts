import { expect, test } from "vitest";
import { judge } from "../../judge";
import { policy } from "./manifests";

const ID = "network/policy-types";
const rule = { ports: [{ port: 443 }] };

test("rules of a direction that policyTypes lacks are ignored", () => {
  const [found] = judge(ID, policy({ policyTypes: ["Ingress"], egress: [rule] }));
  expect(found).toMatchObject({
    path: ["spec", "egress"],
    text: "egress",
    severity: "medium",
    message: "the egress rules are ignored, since policyTypes lacks Egress",
  });
  expect(found?.finding.fixes).toMatchObject([
    { safety: "harden", changes: [{ op: "append", path: ["spec", "policyTypes"], value: "Egress" }] },
  ]);
  expect(judge(ID, policy({ policyTypes: ["Egress"], ingress: [], egress: [rule] }))).toMatchObject([
    { path: ["spec", "ingress"], message: '"ingress: []" does nothing, since policyTypes lacks Ingress' },
  ]);
});

test("egress: [] without policyTypes leaves egress open", () => {
  const [found] = judge(ID, policy({ egress: [] }));
  expect(found).toMatchObject({ path: ["spec", "egress"], text: "egress", severity: "medium" });
  expect(found?.finding.fixes).toMatchObject([
    { changes: [{ path: ["spec", "policyTypes"], value: ["Egress"] }] },
  ]);
  expect(judge(ID, policy({ ingress: [], egress: [] }))[0]?.finding.fixes).toMatchObject([
    { changes: [{ value: ["Ingress", "Egress"] }] },
  ]);
});

test("egress rules without policyTypes deny ingress too", () => {
  const [found] = judge(ID, policy({ egress: [rule] }));
  expect(found).toMatchObject({ path: ["spec", "policyTypes"], text: "web", severity: "low" });
  expect(found?.finding.fixes.map(({ safety }) => safety)).toEqual(["safe", "unsafe"]);
});

test.each([
  ["both are named", policy({ policyTypes: ["Ingress", "Egress"], ingress: [rule], egress: [rule] })],
  ["only ingress is written", policy({ ingress: [rule] })],
  ["ingress and egress are written", policy({ ingress: [rule], egress: [rule] })],
  ["nothing is written", policy({})],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
