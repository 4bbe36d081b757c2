import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "image/known-vulnerable-component";

test.each([
  ["ghcr.io/kyverno/kyverno:v1.8.4", "CVE-2022-47633", "high"],
  ["quay.io/argoproj/argocd:v2.14.15", "CVE-2025-55190", "critical"],
  ["quay.io/argoproj/argocd:v2.1.8", "CVE-2022-24348", "high"],
  ["grafana/grafana:8.3.0", "CVE-2021-43798", "high"],
  ["grafana/grafana-oss:9.2.3", "CVE-2022-39328", "high"],
])("%s: %s", (image, cve, severity) => {
  expect(judge(rule, workload({ image }))).toMatchObject([
    {
      path: ["spec", "template", "spec", "containers", 0, "image"],
      severity,
      message: expect.stringContaining(cve),
    },
  ]);
});

test.each([
  "ghcr.io/kyverno/kyverno:v1.8.5",
  "quay.io/argoproj/argocd:v3.1.2",
  "grafana/grafana:11.2.0",
  "grafana/loki:8.3.0",
  "grafana/grafana",
])("%s is fixed or another program", (image) => {
  expect(places(rule, workload({ image }))).toEqual([]);
});

test("the same image in an init container and a container is told once", () => {
  const image = "quay.io/argoproj/argocd:v3.1.0";
  const text = workload({ image, pod: `initContainers: [{ name: copy, image: "${image}" }]` });
  expect(places(rule, text)).toHaveLength(1);
});
