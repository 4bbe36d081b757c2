import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/event-rate-limit-configuration",
  [
    {
      name: "no limits",
      text: `apiVersion: eventratelimit.admission.k8s.io/v1alpha1
kind: Configuration
limits: []
`,
      path: ["limits"],
      at: "limits",
    },
    {
      name: "zero",
      text: `apiVersion: eventratelimit.admission.k8s.io/v1alpha1
kind: Configuration
limits:
  - type: Server
    qps: 0
    burst: 100
`,
      path: ["limits", 0, "qps"],
      at: "0",
    },
    {
      name: "no burst, inside an AdmissionConfiguration",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: EventRateLimit
    configuration:
      apiVersion: eventratelimit.admission.k8s.io/v1alpha1
      kind: Configuration
      limits:
        - type: Namespace
          qps: 50
`,
      path: ["plugins", 0, "configuration", "limits", 0, "burst"],
      at: "type",
    },
  ],
  [
    {
      name: "limits",
      text: `apiVersion: eventratelimit.admission.k8s.io/v1alpha1
kind: Configuration
limits:
  - type: Server
    qps: 50
    burst: 100
`,
    },
  ],
);
