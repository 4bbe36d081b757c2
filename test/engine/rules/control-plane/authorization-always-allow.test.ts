import { testFlagRule } from "./test-flag-rule";
import { testManifests } from "./test-manifests";

testFlagRule("control-plane/authorization-always-allow", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--authorization-mode=AlwaysAllow"], at: "AlwaysAllow" },
    { flags: ["--authorization-mode=Node,AlwaysAllow"], at: "AlwaysAllow" },
    { flags: [], at: "command" },
  ],
  good: [["--authorization-mode=Node,RBAC"], ["--authorization-config=/etc/kubernetes/authorization.yaml"]],
});

testManifests(
  "control-plane/authorization-always-allow",
  [
    {
      name: "a file",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
  - type: Node
    name: node
  - type: AlwaysAllow
    name: alwaysallow
`,
      path: ["authorizers", 1, "type"],
      at: "AlwaysAllow",
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
