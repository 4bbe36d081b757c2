import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file } from "../scope-manifests";

const ID = "edge/ingress-nginx-version";
const of = (image: string) => judge(ID, file(deployment("controller", { image })));

test.each([
  ["registry.k8s.io/ingress-nginx/controller:v1.10.6", "critical", "CVE-2025-1974"],
  ["registry.k8s.io/ingress-nginx/controller:v1.11.4", "critical", "CVE-2025-1974"],
  ["registry.k8s.io/ingress-nginx/controller:v1.12.0@sha256:abc", "critical", "CVE-2025-1974"],
  ["mirror.example.com/ingress-nginx/controller-chroot:v1.12.0", "critical", "CVE-2025-1974"],
  ["registry.k8s.io/ingress-nginx/controller:v1.11.5", "high", "CVE-2026-24512"],
  ["registry.k8s.io/ingress-nginx/controller:v1.13.6", "high", "CVE-2026-24512"],
  ["registry.k8s.io/ingress-nginx/controller:v1.14.2", "high", "CVE-2026-24512"],
  ["registry.k8s.io/ingress-nginx/controller:v1.14.3", "high", "CVE-2026-3288"],
  ["registry.k8s.io/ingress-nginx/controller:v1.15.1", "medium", "CVE-2026-42533"],
])("%s", (image, severity, advisory) => {
  const [found] = of(image);
  expect(found).toMatchObject({
    path: ["spec", "template", "spec", "containers", 0, "image"],
    text: image,
    severity,
  });
  expect(found?.message).toContain(advisory);
});

test.each([
  "docker.io/nginx/nginx-ingress:5.3.1",
  "registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.4.0",
  "registry.example/ingress-nginx/controller:latest",
])("%s is quiet", (image) => {
  expect(of(image)).toEqual([]);
});
