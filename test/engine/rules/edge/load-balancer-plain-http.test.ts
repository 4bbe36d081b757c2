import { expect, test } from "vitest";
import { judge } from "../../judge";
import { service } from "./manifests";

const ID = "edge/load-balancer-plain-http";
const type = "LoadBalancer";
const CERTIFICATE = "service.beta.kubernetes.io/aws-load-balancer-ssl-cert";

test("plain HTTP is published", () => {
  expect(judge(ID, service({ type }))).toMatchObject([
    { path: ["spec", "ports", 0, "port"], text: "80", message: "port 80 is published as plain HTTP" },
  ]);
  expect(judge(ID, service({ type, ports: [{ name: "http", port: 9000 }] }))).toHaveLength(1);
});

test("on AWS the certificate is named", () => {
  const nlb = { "service.beta.kubernetes.io/aws-load-balancer-type": "external" };
  expect(judge(ID, service({ type }, nlb))[0]?.message).toContain(CERTIFICATE);
  expect(judge(ID, service({ type }, { ...nlb, [CERTIFICATE]: "arn:aws:acm:x" }))).toEqual([]);
});

test.each([
  ["TLS beside it", { type, ports: [{ port: 80 }, { port: 443 }] }, {}, "web"],
  ["another protocol", { type, ports: [{ port: 5432 }] }, {}, "web"],
  ["an ingress controller", { type }, {}, "traefik"],
  ["internal", { type }, { "networking.gke.io/load-balancer-type": "Internal" }, "web"],
  ["no load balancer", {}, {}, "web"],
])("quiet: %s", (_case, spec, annotations, name) => {
  expect(judge(ID, service(spec, annotations, name))).toEqual([]);
});
