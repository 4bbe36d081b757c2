import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/audit-catch-all",
  [
    {
      name: "Secrets alone",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
    resources:
      - group: ""
        resources: [secrets, serviceaccounts/token]
      - group: "authentication.k8s.io"
        resources: [tokenreviews]
`,
      path: ["rules"],
      at: "rules",
    },
    {
      name: "the rest of some users",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
    resources:
      - group: ""
        resources: [secrets, serviceaccounts/token]
      - group: "authentication.k8s.io"
        resources: [tokenreviews]
  - level: Metadata
    users: [alice]
`,
      path: ["rules"],
      at: "rules",
    },
    {
      name: "no rules",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules: []
`,
      path: ["rules"],
      at: "rules",
    },
  ],
  [
    {
      name: "the rest",
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
  ],
);
