import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/privileged", [
  {
    title: "a privileged container",
    text: workload({ container: "securityContext: { privileged: true }" }),
    finds: ["critical spec.template.spec.containers.0.securityContext.privileged > true"],
    says: ['container "web" is privileged: it holds every capability and device of the node'],
    fixes: [
      [
        "unsafe",
        "set spec.template.spec.containers.0.securityContext.privileged false",
        "set spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation false",
        'set spec.template.spec.containers.0.securityContext.capabilities.drop ["ALL"]',
        'set spec.template.spec.securityContext.seccompProfile.type "RuntimeDefault"',
      ],
    ],
  },
  {
    title: "an init container",
    text: workload({
      pod: `initContainers:
  - { name: init, image: registry.example/init:1, securityContext: { privileged: true } }`,
    }),
    finds: ["critical spec.template.spec.initContainers.0.securityContext.privileged > true"],
    fixes: [
      [
        "unsafe",
        "set spec.template.spec.initContainers.0.securityContext.privileged false",
        "set spec.template.spec.initContainers.0.securityContext.allowPrivilegeEscalation false",
        'set spec.template.spec.initContainers.0.securityContext.capabilities.drop ["ALL"]',
        'set spec.template.spec.securityContext.seccompProfile.type "RuntimeDefault"',
      ],
    ],
  },
  {
    title: "an ephemeral container",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  ephemeralContainers:
    - { name: debug, image: registry.example/debug:1, securityContext: { privileged: true } }
`,
    finds: ["critical spec.ephemeralContainers.0.securityContext.privileged > true"],
    fixes: [
      [
        "unsafe",
        "set spec.ephemeralContainers.0.securityContext.privileged false",
        "set spec.ephemeralContainers.0.securityContext.allowPrivilegeEscalation false",
        'set spec.ephemeralContainers.0.securityContext.capabilities.drop ["ALL"]',
        'set spec.securityContext.seccompProfile.type "RuntimeDefault"',
      ],
    ],
  },
  {
    title: "privileges with capabilities beside them",
    text: workload({
      container: "securityContext: { privileged: true, capabilities: { add: [SYS_ADMIN] } }",
    }),
    finds: ["critical spec.template.spec.containers.0.securityContext.privileged > true"],
    fixes: [
      [
        "unsafe",
        "set spec.template.spec.containers.0.securityContext.privileged false",
        "set spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation false",
        'set spec.template.spec.containers.0.securityContext.capabilities {"drop":["ALL"]}',
        'set spec.template.spec.securityContext.seccompProfile.type "RuntimeDefault"',
      ],
    ],
  },
  {
    title: "privileges under a pod with a seccomp profile",
    text: workload({
      pod: "securityContext: { seccompProfile: { type: RuntimeDefault } }",
      container: "securityContext: { privileged: true, capabilities: { drop: [ALL] } }",
    }),
    finds: ["critical spec.template.spec.containers.0.securityContext.privileged > true"],
    fixes: [
      [
        "unsafe",
        "set spec.template.spec.containers.0.securityContext.privileged false",
        "set spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation false",
      ],
    ],
  },
  {
    title: "false",
    text: workload({ container: "securityContext: { privileged: false }" }),
    finds: [],
  },
  {
    title: "a value of the wrong type",
    text: workload({ container: 'securityContext: { privileged: "true" }' }),
    finds: [],
  },
]);
