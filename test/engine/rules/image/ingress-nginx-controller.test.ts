import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "image/ingress-nginx-controller";
const controller = "registry.k8s.io/ingress-nginx/controller";

test.each([
  [`${controller}:v1.11.2`, "critical", "CVE-2025-1974"],
  [`${controller}:v1.12.0`, "critical", "CVE-2025-1974"],
  [`${controller}:v1.8.1`, "critical", "CVE-2025-1974"],
  [`${controller}:v1.13.6`, "high", "CVE-2026-24512"],
  [`${controller}:v1.13.8`, "high", "CVE-2026-3288"],
  [`${controller}-chroot:v1.14.3`, "high", "CVE-2026-3288"],
  [`${controller}:v1.15.1`, "high", "no security fixes"],
  [`${controller}@sha256:${"a".repeat(64)}`, "high", "no security fixes"],
  ["quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.49.0", "critical", "CVE-2025-1974"],
])("%s is %s: %s", (image, severity, message) => {
  expect(judge(rule, workload({ image }))).toMatchObject([
    {
      path: ["spec", "template", "spec", "containers", 0, "image"],
      severity,
      message: expect.stringContaining(message),
    },
  ]);
});

test.each([
  "nginx/nginx-ingress:5.2.0",
  "registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.5.0",
  "nginx:1.27.2",
])("%s is another program", (image) => {
  expect(places(rule, workload({ image }))).toEqual([]);
});
