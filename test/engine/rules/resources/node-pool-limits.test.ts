import { expect, test } from "vitest";
import { afterFix, places } from "../../places";

const rule = "resources/node-pool-limits";
const pool = (spec: string) =>
  `apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: { name: general }\nspec: { ${spec} }\n`;
const nodeClass = (options: string) =>
  `apiVersion: karpenter.k8s.aws/v1\nkind: EC2NodeClass\nmetadata: { name: general }\nspec: { metadataOptions: { ${options} } }\n`;

test.each([
  [pool("weight: 1"), "spec.limits general"],
  [nodeClass("httpTokens: optional"), "spec.metadataOptions.httpTokens optional"],
  [nodeClass("httpPutResponseHopLimit: 2"), "spec.metadataOptions.httpPutResponseHopLimit 2"],
])("%s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
});

test.each([
  pool("limits: { cpu: 5 }"),
  nodeClass("httpTokens: required, httpPutResponseHopLimit: 1"),
  nodeClass(""),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});

test.each(["httpTokens: optional", "httpPutResponseHopLimit: 2"])("%s is tightened", (options) => {
  expect(afterFix(rule, nodeClass(options)).left).toEqual([]);
});
