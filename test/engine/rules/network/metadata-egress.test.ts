import { expect, test } from "vitest";
import { judge } from "../../judge";
import { egress } from "./manifests";

const ID = "network/metadata-egress";
const block = (cidr: string, except: string[] = [], ports?: object[]) =>
  egress({
    to: [{ ipBlock: { cidr, ...(except.length > 0 ? { except } : {}) } }],
    ...(ports ? { ports } : {}),
  });
const path = ["spec", "egress", 0, "to", 0, "ipBlock", "cidr"];

test("every address covers the metadata service; the fix excepts it", () => {
  const [found] = judge(ID, block("0.0.0.0/0"));
  expect(found).toMatchObject({
    path,
    text: "0.0.0.0/0",
    severity: "high",
    message: "0.0.0.0/0 covers the cloud's metadata service (169.254.169.254)",
  });
  expect(found?.finding.fixes).toMatchObject([
    {
      safety: "harden",
      changes: [
        { op: "append", path: ["spec", "egress", 0, "to", 0, "ipBlock", "except"], value: "169.254.0.0/16" },
      ],
    },
  ]);
  expect(judge(ID, block("0.0.0.0/0", ["169.254.0.0/16"]))).toEqual([]);
  expect(judge(ID, block("0.0.0.0/0", ["169.254.169.254/32"]))).toEqual([]);
});

test("on AKS the wire server is asked for too", () => {
  const options = { cloud: "aks" as const };
  expect(judge(ID, block("0.0.0.0/0", ["169.254.0.0/16"]), options)).toMatchObject([
    { path, message: "0.0.0.0/0 covers Azure's wire server (168.63.129.16)" },
  ]);
  expect(judge(ID, block("0.0.0.0/0", ["169.254.0.0/16", "168.63.129.16/32"]), options)).toEqual([]);
  expect(judge(ID, block("168.63.129.16/32"), options)).toHaveLength(1);
});

test("over IPv6 there is one of EC2", () => {
  expect(judge(ID, block("::/0"))).toMatchObject([{ path, text: "::/0" }]);
  expect(judge(ID, block("::/0", ["fd00:ec2::254/128"]))).toEqual([]);
  expect(judge(ID, block("::/0"), { cloud: "gke" })).toEqual([]);
});

test("the address itself is reported, without a fix, and is what GKE's workload identity needs", () => {
  const [found] = judge(ID, block("169.254.169.254/32"));
  expect(found).toMatchObject({ path, severity: "high" });
  expect(found?.finding.fixes).toEqual([]);
  expect(judge(ID, block("169.254.169.254/32"), { cloud: "gke" })).toEqual([]);
  expect(judge(ID, block("169.254.170.23/32"))).toEqual([]);
});

test.each([
  ["80", [{ port: 80 }], "high"],
  ["a range", [{ port: 1, endPort: 1024 }], "high"],
  ["443 alone", [{ port: 443 }], "low"],
])("ports: %s", (_case, ports, severity) => {
  expect(judge(ID, block("0.0.0.0/0", [], ports))).toMatchObject([{ severity }]);
});

test.each([
  ["DNS", [{ port: 53, protocol: "UDP" }, { port: 53 }]],
  ["a database", [{ port: 5432 }]],
])("ports of %s reach nothing there", (_case, ports) => {
  expect(judge(ID, block("0.0.0.0/0", [], ports))).toEqual([]);
});

test("a rule without peers reaches it too", () => {
  expect(judge(ID, egress({ ports: [{ port: 80 }] }))).toMatchObject([
    { path: ["spec", "egress", 0, "ports"], text: "ports" },
  ]);
  expect(judge(ID, egress({}))).toEqual([]);
});

test("another block is quiet", () => {
  expect(judge(ID, block("10.0.0.0/8"))).toEqual([]);
  expect(judge(ID, block("nonsense"))).toEqual([]);
});
