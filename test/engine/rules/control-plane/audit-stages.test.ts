import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/audit-stages",
  [
    {
      name: "of everything",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages:
  - RequestReceived
  - ResponseComplete
rules:
  - level: Metadata
`,
      path: ["omitStages", 1],
      at: "ResponseComplete",
    },
    {
      name: "of one rule",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
    omitStages:
      - ResponseStarted
      - ResponseComplete
`,
      path: ["rules", 0, "omitStages", 1],
      at: "ResponseComplete",
    },
  ],
  [
    {
      name: "the first stage",
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
      name: "none",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
`,
    },
  ],
);
