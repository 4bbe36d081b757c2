import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/kubeadm-api-version",
  [
    {
      name: "removed",
      text: `apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
clusterName: shop
`,
      path: ["apiVersion"],
      at: "kubeadm.k8s.io/v1beta3",
    },
    {
      name: "deprecated",
      text: `apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
kubernetesVersion: v1.32.1
`,
      path: ["apiVersion"],
      at: "kubeadm.k8s.io/v1beta3",
    },
    {
      name: "old",
      text: `apiVersion: kubeadm.k8s.io/v1beta2
kind: InitConfiguration
nodeRegistration: {}
`,
      path: ["apiVersion"],
      at: "kubeadm.k8s.io/v1beta2",
    },
  ],
  [
    {
      name: "current",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
clusterName: shop
`,
    },
    {
      name: "of its time",
      text: `apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
kubernetesVersion: v1.30.0
`,
    },
  ],
);
