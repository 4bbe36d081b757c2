import { expect, test } from "vitest";
import { judge } from "../../judge";
import { afterFix, places } from "../../places";

const rule = "admission/namespace-not-enforced";
const namespace = (labels: string, name = "shop") =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels: { ${labels} }\n`;
const at = "metadata.labels.pod-security.kubernetes.io/enforce";

test("namespace-without-pod-security-kubernetes-io-enforce: reported and labelled", () => {
  expect(places(rule, namespace("team: a"))).toEqual([`${at} labels`]);
  const { object, left } = afterFix(rule, namespace("team: a"));
  expect(JSON.stringify(object)).toContain('"pod-security.kubernetes.io/enforce":"baseline"');
  expect(left).toEqual([]);
});

test.each(["warn", "audit"])("only-warn-audit-no-enforce: %s alone is reported, lower", (mode) => {
  expect(judge(rule, namespace(`pod-security.kubernetes.io/${mode}: restricted`))).toMatchObject([
    { severity: "low" },
  ]);
});

test.each([
  namespace("pod-security.kubernetes.io/enforce: baseline"),
  namespace("team: a", "kube-system"),
  namespace("team: a", "openshift-monitoring"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});

test.each([
  "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: p }\nspec: { rules: [{ name: r, validate: { podSecurity: { level: baseline } } }] }\n",
  "apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sPSPPrivilegedContainer\nmetadata: { name: p }\n",
  "apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\n",
])("what covers every namespace keeps it quiet: %s", (policy) => {
  expect(places(rule, `${namespace("team: a")}---\n${policy}`)).toEqual([]);
});
