import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, resource } from "../scope-manifests";

const ID = "edge/snippets-allowed";
const config = (data: object) => file(resource("v1", "ConfigMap", "ingress-nginx-controller", { data }));

test("the ConfigMap allows snippets or critical annotations", () => {
  const [found] = judge(ID, config({ "allow-snippet-annotations": "true" }));
  expect(found).toMatchObject({ path: ["data", "allow-snippet-annotations"], text: '"true"' });
  expect(found?.finding.fixes).toMatchObject([{ changes: [{ value: "false" }] }]);
  expect(judge(ID, config({ "annotations-risk-level": "Critical" }))).toMatchObject([
    { path: ["data", "annotations-risk-level"], text: "Critical" },
  ]);
});

test("the controller runs without validation", () => {
  const workload = (args: string[], image = "registry.k8s.io/ingress-nginx/controller:v1.15.1") => {
    const made = deployment("c", { image }) as { spec: { template: { spec: { containers: object[] } } } };
    made.spec.template.spec.containers = [{ name: "c", image, args }];
    return file(made);
  };
  const args = ["/nginx-ingress-controller", "--enable-annotation-validation=false"];
  const path = ["spec", "template", "spec", "containers", 0, "args", 1];
  const [found] = judge(ID, workload(args));
  expect(found).toMatchObject({ path, text: args[1] });
  expect(found?.finding.fixes).toMatchObject([{ safety: "harden", changes: [{ op: "remove", path }] }]);
  expect(judge(ID, workload(args, "registry.example/other:1"))).toEqual([]);
  expect(judge(ID, workload(["--enable-annotation-validation=true"]))).toEqual([]);
});

test("safe values are quiet", () => {
  expect(
    judge(ID, config({ "allow-snippet-annotations": "false", "annotations-risk-level": "High" })),
  ).toEqual([]);
});
