import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/join-without-verification",
  [
    {
      name: "skipped",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  bootstrapToken:
    apiServerEndpoint: 10.0.0.1:6443
    unsafeSkipCAVerification: true
`,
      path: ["discovery", "bootstrapToken", "unsafeSkipCAVerification"],
      at: "true",
    },
    {
      name: "skipped although hashes are given",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  bootstrapToken:
    unsafeSkipCAVerification: true
    caCertHashes:
      - sha256:7c2e69131a36ae2a042a339b33381c6d0d43887e2de83720eff5359e26aec866
`,
      path: ["discovery", "bootstrapToken", "unsafeSkipCAVerification"],
      at: "true",
    },
  ],
  [
    {
      name: "verified",
      text: `apiVersion: kubeadm.k8s.io/v1beta4
kind: JoinConfiguration
discovery:
  bootstrapToken:
    apiServerEndpoint: 10.0.0.1:6443
    caCertHashes:
      - sha256:7c2e69131a36ae2a042a339b33381c6d0d43887e2de83720eff5359e26aec866
`,
    },
  ],
);
