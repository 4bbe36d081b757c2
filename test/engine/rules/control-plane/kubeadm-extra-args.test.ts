import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/kubeadm-extra-args",
  [
    {
      name: "a map in v1beta4",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    profiling: "false"
`,
      path: ["apiServer", "extraArgs"],
      at: "extraArgs",
    },
    {
      name: "a list in v1beta3",
      text: `apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
scheduler:
  extraArgs:
    - name: profiling
      value: "false"
`,
      path: ["scheduler", "extraArgs"],
      at: "extraArgs",
    },
    {
      name: "no quotes in a map",
      text: `apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
controllerManager:
  extraArgs:
    profiling: false
`,
      path: ["controllerManager", "extraArgs", "profiling"],
      at: "false",
    },
    {
      name: "no quotes in a list",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
nodeRegistration:
  kubeletExtraArgs:
    - name: pod-max-pids
      value: 4096
`,
      path: ["nodeRegistration", "kubeletExtraArgs", 0, "value"],
      at: "4096",
    },
  ],
  [
    {
      name: "a list",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - name: profiling
      value: "false"
`,
    },
    {
      name: "a map",
      text: `apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
apiServer:
  extraArgs:
    profiling: "false"
`,
    },
  ],
);
