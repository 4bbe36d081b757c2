import { expect, test } from "vitest";
import { stringify } from "yaml";
import { judge } from "../../judge";

const ID = "network/plugin-policy-open";
const cilium = (content: object) =>
  stringify({
    apiVersion: "cilium.io/v2",
    kind: "CiliumNetworkPolicy",
    metadata: { name: "web" },
    ...content,
  });
const calico = (spec: object) =>
  stringify({
    apiVersion: "projectcalico.org/v3",
    kind: "GlobalNetworkPolicy",
    metadata: { name: "web" },
    spec,
  });

test("Cilium: an empty rule, an entity and every address", () => {
  expect(
    judge(
      ID,
      cilium({ spec: { endpointSelector: {}, ingress: [{}], egress: [{ toEntities: ["host", "world"] }] } }),
    ),
  ).toMatchObject([
    { path: ["spec", "ingress", 0], message: "an empty rule allows ingress from everybody on every port" },
    { path: ["spec", "egress", 0, "toEntities", 1], text: "world" },
  ]);
  expect(judge(ID, cilium({ specs: [{ ingress: [{ fromCIDR: ["0.0.0.0/0"] }] }] }))).toMatchObject([
    { path: ["specs", 0, "ingress", 0, "fromCIDR", 0], text: "0.0.0.0/0" },
  ]);
});

test("Cilium: ports, or peers that are named, are quiet", () => {
  const toPorts = [{ ports: [{ port: "443" }] }];
  expect(judge(ID, cilium({ spec: { egress: [{ toEntities: ["world"], toPorts }] } }))).toEqual([]);
  expect(judge(ID, cilium({ spec: { ingress: [{ fromEntities: ["cluster"] }] } }))).toEqual([]);
});

test("Calico: an Allow without source or destination", () => {
  expect(judge(ID, calico({ ingress: [{ action: "Allow" }] }))).toMatchObject([
    { path: ["spec", "ingress", 0] },
  ]);
  expect(
    judge(ID, calico({ egress: [{ action: "Allow", destination: { nets: ["0.0.0.0/0"] } }] })),
  ).toMatchObject([{ path: ["spec", "egress", 0] }]);
  expect(judge(ID, calico({ ingress: [{ action: "Allow", source: { selector: "app == 'x'" } }] }))).toEqual(
    [],
  );
  expect(judge(ID, calico({ ingress: [{ action: "Deny" }] }))).toEqual([]);
  expect(
    judge(ID, calico({ ingress: [{ action: "Allow", protocol: "TCP", destination: { ports: [80] } }] })),
  ).toEqual([]);
});
