import { testFlagRule } from "./test-flag-rule";
import { testManifests } from "./test-manifests";

testFlagRule("control-plane/node-authorizer", {
  component: "kube-apiserver",
  bad: [{ flags: ["--authorization-mode=RBAC"], at: "--authorization-mode=RBAC" }],
  good: [["--authorization-mode=Node,RBAC"], ["--authorization-mode=AlwaysAllow"], []],
});

testManifests(
  "control-plane/node-authorizer",
  [
    {
      name: "a file",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
  - type: RBAC
    name: rbac
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
`,
    },
  ],
);
