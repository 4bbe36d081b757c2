import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/pod-security-defaults",
  [
    {
      name: "privileged",
      text: `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults:
  enforce: privileged
`,
      path: ["defaults", "enforce"],
      at: "privileged",
    },
    {
      name: "warnings alone",
      text: `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults:
  warn: restricted
`,
      path: ["defaults", "enforce"],
      at: "defaults",
    },
    {
      name: "inside an AdmissionConfiguration",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults:
        enforce: privileged
`,
      path: ["plugins", 0, "configuration", "defaults", "enforce"],
      at: "privileged",
    },
  ],
  [
    {
      name: "baseline",
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
      name: "inside an AdmissionConfiguration",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults:
        enforce: baseline
        warn: restricted
      exemptions:
        namespaces: [kube-system]
`,
    },
  ],
);
