import { testManifests } from "./test-manifests";

testManifests(
  "control-plane/authorizer-failure-policy",
  [
    {
      name: "in front",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
  - type: Webhook
    name: hook
    webhook:
      timeout: 3s
      failurePolicy: NoOpinion
  - type: Node
    name: node
  - type: RBAC
    name: rbac
`,
      path: ["authorizers", 0, "webhook", "failurePolicy"],
      at: "NoOpinion",
    },
  ],
  [
    {
      name: "denies",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
  - type: Webhook
    name: hook
    webhook:
      timeout: 3s
      failurePolicy: Deny
      matchConditions:
        - expression: "!('system:serviceaccounts:kube-system' in request.groups)"
  - type: Node
    name: node
  - type: RBAC
    name: rbac
`,
    },
    {
      name: "last, where no opinion is a denial",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
  - type: Node
    name: node
  - type: RBAC
    name: rbac
  - type: Webhook
    name: hook
    webhook:
      timeout: 3s
      failurePolicy: NoOpinion
`,
    },
  ],
);
