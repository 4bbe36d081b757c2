import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/anonymous-conditions",
  [
    {
      name: "without conditions",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
anonymous:
  enabled: true
`,
      path: ["anonymous", "enabled"],
      at: "true",
    },
    {
      name: "another path",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
anonymous:
  enabled: true
  conditions:
    - path: /livez
    - path: /metrics
`,
      path: ["anonymous", "conditions", 1, "path"],
      at: "/metrics",
    },
  ],
  [
    {
      name: "health checks",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
anonymous:
  enabled: true
  conditions:
    - path: /livez
    - path: /readyz
    - path: /healthz
`,
    },
    {
      name: "off",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
anonymous:
  enabled: false
`,
    },
    {
      name: "not said",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt: []
`,
    },
  ],
);
