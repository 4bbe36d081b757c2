import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/audit-request-received",
  [
    {
      name: "no stage left out",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
`,
      path: ["omitStages"],
      at: "Policy",
    },
  ],
  [
    {
      name: "left out for all",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages:
  - RequestReceived
rules:
  - level: Metadata
    resources:
      - group: ""
        resources: [secrets, serviceaccounts/token]
      - group: "authentication.k8s.io"
        resources: [tokenreviews]
  - level: RequestResponse
    verbs: [create, update, patch, delete]
  - level: Metadata
`,
    },
    {
      name: "left out in each rule",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: None
    nonResourceURLs: [/healthz]
  - level: Metadata
    omitStages: [RequestReceived]
`,
    },
  ],
);
