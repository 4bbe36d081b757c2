import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "operations/kubernetes-end-of-life";
const kubeadm = (version: string) =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: ${version}\n`;

test.each([
  [kubeadm("v1.34.0"), "kubernetesVersion v1.34.0"],
  [
    "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: c, version: '1.30' }\n",
    "metadata.version '1.30'",
  ],
  [
    workload({ image: "registry.k8s.io/kube-apiserver:v1.28.3" }),
    "spec.template.spec.containers.0.image registry.k8s.io/kube-apiserver:v1.28.3",
  ],
])("outdated-cluster-component-live: %s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
});

test.each([
  kubeadm("v1.35.0"),
  kubeadm("stable"),
  workload({ image: "registry.k8s.io/kube-proxy:v1.37.0" }),
  workload({ image: "registry.k8s.io/pause:1.28" }),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
