import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/audit-unlogged",
  [
    {
      name: "Secrets dropped",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: None
    resources:
      - group: ""
        resources: [secrets]
  - level: Metadata
`,
      path: ["rules", 0, "level"],
      at: "None",
    },
    {
      name: "everything dropped",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: None
  - level: Metadata
`,
      path: ["rules", 0, "level"],
      at: "None",
    },
    {
      name: "exec dropped for everybody logged in",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: None
    userGroups: ["system:authenticated"]
    resources:
      - group: ""
        resources: [pods/exec]
  - level: Metadata
`,
      path: ["rules", 0, "level"],
      at: "None",
    },
    {
      name: "reads dropped",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: None
    verbs: [get, list, watch]
  - level: Metadata
`,
      path: ["rules", 0, "level"],
      at: "None",
    },
  ],
  [
    {
      name: "noise of one component dropped",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: None
    users: ["system:kube-proxy"]
    verbs: [watch]
    resources:
      - group: ""
        resources: [endpoints, services]
  - level: Metadata
    resources:
      - group: ""
        resources: [secrets, serviceaccounts/token]
      - group: "authentication.k8s.io"
        resources: [tokenreviews]
  - level: Metadata
`,
    },
    {
      name: "health dropped",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: None
    nonResourceURLs: ["/healthz*", "/version"]
  - level: Metadata
`,
    },
    {
      name: "events dropped",
      text: `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: None
    resources:
      - group: ""
        resources: [events]
  - level: Metadata
`,
    },
  ],
);
