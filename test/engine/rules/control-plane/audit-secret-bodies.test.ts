import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/audit-secret-bodies",
  [
    {
      name: "bodies of Secrets",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: RequestResponse
    resources:
      - group: ""
        resources: [secrets, pods]
  - level: Metadata
`,
      path: ["rules", 0, "level"],
      at: "RequestResponse",
    },
    {
      name: "bodies of everything",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Request
`,
      path: ["rules", 0, "level"],
      at: "Request",
    },
    {
      name: "some users' Secrets first",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
    users: [alice]
    resources:
      - group: ""
        resources: [secrets]
  - level: RequestResponse
    resources:
      - group: ""
        resources: ["*"]
  - level: Metadata
`,
      path: ["rules", 1, "level"],
      at: "RequestResponse",
    },
    {
      name: "tokens",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: RequestResponse
    resources:
      - group: ""
        resources: ["serviceaccounts/*"]
  - level: Metadata
`,
      path: ["rules", 0, "level"],
      at: "RequestResponse",
    },
  ],
  [
    {
      name: "Secrets in front",
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
      name: "a token request holds no token",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Request
    resources:
      - group: ""
        resources: ["serviceaccounts/*"]
  - level: Metadata
`,
    },
    {
      name: "reading at Request holds no body",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Request
    verbs: [get]
    resources:
      - group: ""
        resources: [secrets]
  - level: Metadata
`,
    },
    {
      name: "metadata alone",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
`,
    },
  ],
);
