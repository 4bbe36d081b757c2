import { expect, test } from "vitest";
import { judge } from "../../judge";
import { egress } from "./manifests";

const ID = "network/dns-port-protocol";
const UDP = { protocol: "UDP", port: 53 };
const TCP = { protocol: "TCP", port: 53 };

test("a port without a protocol is TCP; the fix adds UDP", () => {
  const [found] = judge(ID, egress({ ports: [{ port: 53 }] }));
  expect(found).toMatchObject({
    path: ["spec", "egress", 0, "ports", 0, "port"],
    text: "53",
    severity: "high",
    message: "port 53 is allowed over TCP alone, the default: DNS asks over UDP and times out",
  });
  expect(found?.finding.fixes).toMatchObject([
    { safety: "safe", changes: [{ op: "append", path: ["spec", "egress", 0, "ports"], value: UDP }] },
  ]);
});

test("TCP that is written out is reported at the protocol", () => {
  expect(judge(ID, egress({ ports: [TCP] }))).toMatchObject([
    { path: ["spec", "egress", 0, "ports", 0, "protocol"], text: "TCP" },
  ]);
});

test("UDP alone is low", () => {
  expect(judge(ID, egress({ ports: [UDP] }))).toMatchObject([
    { path: ["spec", "egress", 0, "ports", 0, "protocol"], text: "UDP", severity: "low" },
  ]);
});

test("OpenShift's port is DNS too", () => {
  expect(judge(ID, egress({ ports: [{ port: 5353 }] }))).toMatchObject([{ severity: "high" }]);
});

test.each([
  ["both protocols", egress({ ports: [UDP, TCP] })],
  ["both in two rules", egress({ ports: [UDP] }, { ports: [TCP] })],
  ["every port beside it", egress({ ports: [TCP] }, { to: [{ podSelector: {} }] })],
  ["a protocol alone beside it", egress({ ports: [TCP, { protocol: "UDP" }] })],
  ["no DNS", egress({ ports: [{ port: 443 }] })],
])("quiet with %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
