import { testFlagRule } from "./test-flag-rule";
import { testManifests } from "./test-manifests";

testFlagRule("control-plane/unprefixed-identities", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--oidc-groups-claim=groups"], at: "--oidc-groups-claim=groups" },
    { flags: ["--oidc-username-prefix=-"], at: "--oidc-username-prefix=-" },
    { flags: ["--oidc-groups-claim=groups", "--oidc-groups-prefix="], at: "--oidc-groups-prefix=" },
  ],
  good: [
    ["--oidc-groups-claim=groups", "--oidc-groups-prefix=oidc:"],
    ["--oidc-issuer-url=https://login.example"],
  ],
});

testManifests(
  "control-plane/unprefixed-identities",
  [
    {
      name: "groups without a prefix",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer:
      url: https://login.example
      audiences: [kubernetes]
    claimMappings:
      username:
        claim: sub
        prefix: "oidc:"
      groups:
        claim: groups
        prefix: ""
`,
      path: ["jwt", 0, "claimMappings", "groups", "prefix"],
      at: '""',
    },
    {
      name: "a bare expression",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer:
      url: https://login.example
      audiences: [kubernetes]
    claimMappings:
      username:
        expression: claims.email
`,
      path: ["jwt", 0, "claimMappings", "username", "expression"],
      at: "claims.email",
    },
  ],
  [
    {
      name: "prefixes",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer:
      url: https://login.example
      audiences: [kubernetes]
    claimMappings:
      username:
        claim: sub
        prefix: "oidc:"
      groups:
        claim: groups
        prefix: "oidc:"
`,
    },
    {
      name: "a validation rule",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer:
      url: https://login.example
      audiences: [kubernetes]
    claimMappings:
      groups:
        claim: groups
        prefix: ""
    userValidationRules:
      - expression: "user.groups.all(g, !g.startsWith('system:'))"
        message: no system groups
`,
    },
    {
      name: "a prefix in the expression",
      text: `apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
jwt:
  - issuer:
      url: https://login.example
      audiences: [kubernetes]
    claimMappings:
      username:
        expression: "'oidc:' + claims.sub"
`,
    },
  ],
);
