import { expect, test } from "vitest";
import { judge } from "../../judge";
import { egress, policy } from "./manifests";

const ID = "network/kubelet-egress";
const nodes = { to: [{ ipBlock: { cidr: "10.0.0.0/16" } }] };

test.each([
  [10250, "the kubelet"],
  [10255, "the kubelet's read-only port"],
  [2379, "etcd"],
])("port %i is %s", (port, listener) => {
  expect(judge(ID, egress({ ...nodes, ports: [{ port: 443 }, { port }] }))).toMatchObject([
    {
      path: ["spec", "egress", 0, "ports", 1, "port"],
      text: String(port),
      message: `port ${port} is ${listener}`,
    },
  ]);
});

test("without peers the nodes are meant too", () => {
  expect(judge(ID, egress({ ports: [{ port: 10250 }] }))).toHaveLength(1);
});

test.each([
  ["pods are meant", egress({ to: [{ podSelector: {} }], ports: [{ port: 2379 }] })],
  ["the port is another", egress({ ...nodes, ports: [{ port: 443 }] })],
  [
    "monitoring scrapes",
    policy({
      podSelector: { matchLabels: { app: "prometheus" } },
      policyTypes: ["Egress"],
      egress: [{ ...nodes, ports: [{ port: 10250 }] }],
    }),
  ],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
