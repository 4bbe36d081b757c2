import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/bootstrap-token-lifetime",
  [
    {
      name: "zero",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
bootstrapTokens:
  - groups: [system:bootstrappers:kubeadm:default-node-token]
    ttl: 0s
`,
      path: ["bootstrapTokens", 0, "ttl"],
      at: "0s",
    },
  ],
  [
    {
      name: "a day",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
bootstrapTokens:
  - ttl: 24h0m0s
`,
    },
    {
      name: "the default",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
bootstrapTokens:
  - usages: [signing]
`,
    },
  ],
);
