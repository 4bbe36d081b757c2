import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/hpa-replicas";
const web = workload({ namespace: "shop", spec: "replicas: 3" });
const scaler = (apiVersion: string, kind: string, ref: string, namespace = "shop") =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: s, namespace: ${namespace} }\nspec: { scaleTargetRef: { ${ref} } }\n`;
const hpa = scaler(
  "autoscaling/v2",
  "HorizontalPodAutoscaler",
  "apiVersion: apps/v1, kind: Deployment, name: web",
);

test.each([hpa, scaler("keda.sh/v1alpha1", "ScaledObject", "name: web")])("%s", (text) => {
  expect(places(rule, web + text)).toEqual(["spec.replicas 3"]);
  expect(judge(rule, web + text)[0]?.finding.fixes).toMatchObject([
    { safety: "harden", changes: [{ op: "remove", path: ["spec", "replicas"] }] },
  ]);
});

test.each([
  workload({ namespace: "shop" }) + hpa,
  web +
    scaler("autoscaling/v2", "HorizontalPodAutoscaler", "apiVersion: apps/v1, kind: Deployment, name: api"),
  web +
    scaler(
      "autoscaling/v2",
      "HorizontalPodAutoscaler",
      "apiVersion: apps/v1, kind: Deployment, name: web",
      "prod",
    ),
  web,
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
