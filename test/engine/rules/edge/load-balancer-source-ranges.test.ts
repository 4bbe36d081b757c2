import { expect, test } from "vitest";
import { judge } from "../../judge";
import { service } from "./manifests";

const ID = "edge/load-balancer-source-ranges";
const type = "LoadBalancer";

test("an open LoadBalancer is reported at its type", () => {
  expect(judge(ID, service({ type }))).toMatchObject([
    {
      path: ["spec", "type"],
      text: "LoadBalancer",
      severity: "high",
      message: "this LoadBalancer admits every address",
    },
  ]);
});

test("a range that admits everyone is reported at the range", () => {
  expect(judge(ID, service({ type, loadBalancerSourceRanges: ["10.0.0.0/8", "0.0.0.0/0"] }))).toMatchObject([
    { path: ["spec", "loadBalancerSourceRanges", 1], text: "0.0.0.0/0" },
  ]);
});

test("an ingress controller on the web ports is low, on others not", () => {
  const ports = [{ port: 80 }, { port: 443 }];
  expect(judge(ID, service({ type, ports }, {}, "ingress-nginx-controller"))).toMatchObject([
    { severity: "low" },
  ]);
  expect(judge(ID, service({ type, ports: [{ port: 9000 }] }, {}, "traefik"))).toMatchObject([
    { severity: "high" },
  ]);
});

test.each([
  ["source ranges", { type, loadBalancerSourceRanges: ["203.0.113.0/24"] }, {}],
  ["ClusterIP", { type: "ClusterIP" }, {}],
  ["Azure internal", { type }, { "service.beta.kubernetes.io/azure-load-balancer-internal": "true" }],
  ["Azure ranges", { type }, { "service.beta.kubernetes.io/azure-allowed-ip-ranges": "203.0.113.0/24" }],
  ["AWS internal", { type }, { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" }],
  ["GKE internal", { type }, { "networking.gke.io/load-balancer-type": "Internal" }],
])("quiet with %s", (_case, spec, annotations) => {
  expect(judge(ID, service(spec, annotations))).toEqual([]);
});

test("an annotation that says no does not help", () => {
  const annotations = { "service.beta.kubernetes.io/azure-load-balancer-internal": "false" };
  expect(judge(ID, service({ type }, annotations))).toHaveLength(1);
});

test("which ranges may connect is the author's to say", () => {
  expect(judge(ID, service({ type }))[0]?.finding.fixes).toMatchObject([
    { safety: "input", changes: [{ op: "set", path: ["spec", "loadBalancerSourceRanges"] }] },
  ]);
});
