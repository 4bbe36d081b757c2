import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/pod-security-exemptions",
  [
    {
      name: "a controller",
      text: `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults:
  enforce: baseline
exemptions:
  usernames:
    - system:serviceaccount:kube-system:replicaset-controller
`,
      path: ["exemptions", "usernames", 0],
      at: "system:serviceaccount:kube-system:replicaset-controller",
    },
    {
      name: "a user",
      text: `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults:
  enforce: baseline
exemptions:
  usernames: [alice]
`,
      path: ["exemptions", "usernames", 0],
      at: "alice",
    },
    {
      name: "the default namespace",
      text: `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults:
  enforce: baseline
exemptions:
  namespaces: [kube-system, default]
`,
      path: ["exemptions", "namespaces", 1],
      at: "default",
    },
  ],
  [
    {
      name: "system namespaces",
      text: `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults:
  enforce: baseline
  warn: restricted
exemptions:
  namespaces: [kube-system]
`,
    },
    {
      name: "none",
      text: `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults:
  enforce: restricted
`,
    },
  ],
);
