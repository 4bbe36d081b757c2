import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "image/ingress-nginx-controller";

test.each([
  ["quay.io/kubernetes-ingress-controller/nginx-ingress-controller:0.49.0", "critical"],
  [`registry.k8s.io/ingress-nginx/controller@sha256:${"a".repeat(64)}`, "high"],
  ["mirror.example/ingress-nginx/controller-chroot:latest", "high"],
])("ingress-nginx-controller-eol-vulnerable-image: %s is %s", (image, severity) => {
  expect(judge(rule, workload({ image }))).toMatchObject([
    { path: ["spec", "template", "spec", "containers", 0, "image"], text: image, severity },
  ]);
});

test.each([
  "nginx/nginx-ingress:5.2.0",
  "registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.5.0",
  "registry.k8s.io/ingress-nginx/controller:v1.15.1",
  "nginx:1.27.2",
])("%s is another program, or another rule's", (image) => {
  expect(places(rule, workload({ image }))).toEqual([]);
});
