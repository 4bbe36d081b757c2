import { expect, test } from "vitest";
import { judge } from "../../judge";
import { egress, ingress } from "./manifests";

const ID = "network/invalid-cidr";
const cidrPath = ["spec", "ingress", 0, "from", 0, "ipBlock", "cidr"];
const block = (cidr: string, except?: string[]) =>
  ingress({ from: [{ ipBlock: { cidr, ...(except ? { except } : {}) } }] });

test.each([
  ["10.0.0.1", '"10.0.0.1" is an address, not a block', "10.0.0.1/32"],
  ["2001:db8::1", '"2001:db8::1" is an address, not a block', "2001:db8::1/128"],
  ["10.0.0.1/24", '"10.0.0.1/24" means 10.0.0.0/24, and Kubernetes 1.36 refuses it', "10.0.0.0/24"],
  ["2001:db8::1/32", '"2001:db8::1/32" means 2001:db8::/32, and Kubernetes 1.36 refuses it', "2001:db8::/32"],
])("%s can be mended", (cidr, message, value) => {
  const [found] = judge(ID, block(cidr));
  expect(found).toMatchObject({ path: cidrPath, message });
  expect(found?.finding.fixes).toMatchObject([{ safety: "safe", changes: [{ path: cidrPath, value }] }]);
});

test.each(["10.0.0.0/33", "10.0.0/8", "example.com", "10.0.0.0/8/8", "::/129", "010.0.0.0/8"])(
  "%s is no block",
  (cidr) => {
    const [found] = judge(ID, block(cidr));
    expect(found).toMatchObject({ path: cidrPath, message: `"${cidr}" is no block of addresses` });
    expect(found?.finding.fixes).toEqual([]);
  },
);

test("an exception lies strictly within its block", () => {
  expect(judge(ID, block("10.0.0.0/8", ["10.1.0.0/16", "192.168.0.0/16", "10.0.0.0/8", "x"]))).toMatchObject([
    { path: [...cidrPath.slice(0, -1), "except", 1], text: "192.168.0.0/16" },
    { path: [...cidrPath.slice(0, -1), "except", 2] },
    { path: [...cidrPath.slice(0, -1), "except", 3], message: '"x" is no block of addresses' },
  ]);
});

test("valid blocks are quiet, in egress too", () => {
  expect(judge(ID, block("0.0.0.0/0", ["169.254.0.0/16"]))).toEqual([]);
  expect(judge(ID, egress({ to: [{ ipBlock: { cidr: "2001:db8::/32" } }] }))).toEqual([]);
  expect(judge(ID, egress({ to: [{ ipBlock: { cidr: "10.0.0.1" } }] }))).toMatchObject([
    { path: ["spec", "egress", 0, "to", 0, "ipBlock", "cidr"] },
  ]);
});
