import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/kubeadm-credential",
  [
    {
      name: "a token to join by",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  bootstrapToken:
    apiServerEndpoint: 10.0.0.1:6443
    token: k3n9sd.p7q2x8v4b6m1z0w5
    caCertHashes:
      - sha256:7c2e69131a36ae2a042a339b33381c6d0d43887e2de83720eff5359e26aec866
`,
      path: ["discovery", "bootstrapToken", "token"],
      at: "k3n9sd.p7q2x8v4b6m1z0w5",
    },
    {
      name: "a token to be made",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
bootstrapTokens:
  - token: k3n9sd.p7q2x8v4b6m1z0w5
    ttl: 1h
`,
      path: ["bootstrapTokens", 0, "token"],
      at: "k3n9sd.p7q2x8v4b6m1z0w5",
    },
    {
      name: "a certificate key",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
certificateKey: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
`,
      path: ["certificateKey"],
      at: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    },
    {
      name: "Cluster API",
      text: `apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
kind: KubeadmConfigTemplate
metadata:
  name: workers
spec:
  template:
    spec:
      joinConfiguration:
        discovery:
          tlsBootstrapToken: k3n9sd.p7q2x8v4b6m1z0w5
`,
      path: ["spec", "template", "spec", "joinConfiguration", "discovery", "tlsBootstrapToken"],
      at: "k3n9sd.p7q2x8v4b6m1z0w5",
    },
  ],
  [
    {
      name: "a file to discover by",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  file:
    kubeConfigPath: /etc/kubernetes/discovery.conf
`,
    },
    {
      name: "a placeholder",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  bootstrapToken:
    token: "<TOKEN>"
`,
    },
  ],
);
