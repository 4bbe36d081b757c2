import { testFlagRule } from "./test-flag-rule";
import { testManifests } from "./test-manifests";

testFlagRule("control-plane/rbac-authorizer", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--authorization-mode=Node,ABAC"], at: "--authorization-mode=Node,ABAC" },
    { flags: ["--authorization-mode=Node"], at: "--authorization-mode=Node" },
  ],
  good: [["--authorization-mode=Node,RBAC"], ["--authorization-mode=AlwaysAllow"], []],
});

testManifests(
  "control-plane/rbac-authorizer",
  [
    {
      name: "a file",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
  - type: Node
    name: node
  - type: Webhook
    name: webhook
`,
      path: ["authorizers"],
      at: "authorizers",
    },
  ],
  [
    {
      name: "a file",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
  - type: Node
    name: node
  - type: RBAC
    name: rbac
  - type: Webhook
    name: webhook
`,
    },
  ],
);
