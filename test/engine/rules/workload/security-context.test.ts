import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/security-context", [
  {
    title: "neither pod nor container has one",
    text: workload(),
    finds: ["low spec.template.spec.containers.0.securityContext > web"],
    says: ['container "web" has no security context, nor has its pod'],
    fixes: [
      [
        "harden",
        "set spec.template.spec.containers.0.securityContext.runAsNonRoot true",
        "set spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation false",
        "set spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem true",
        'append spec.template.spec.containers.0.volumeMounts {"name":"tmp","mountPath":"/tmp"}',
        'append spec.template.spec.volumes {"name":"tmp","emptyDir":{}}',
        'set spec.template.spec.containers.0.securityContext.capabilities.drop ["ALL"]',
        'set spec.template.spec.securityContext.seccompProfile.type "RuntimeDefault"',
      ],
    ],
  },
  {
    title: "an empty one is none",
    text: workload({ pod: "securityContext: {}", container: "securityContext: { runAsUser: null }" }),
    finds: ["low spec.template.spec.containers.0.securityContext > securityContext"],
    fixes: [
      [
        "harden",
        "set spec.template.spec.containers.0.securityContext.runAsNonRoot true",
        "set spec.template.spec.containers.0.securityContext.allowPrivilegeEscalation false",
        "set spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem true",
        'append spec.template.spec.containers.0.volumeMounts {"name":"tmp","mountPath":"/tmp"}',
        'append spec.template.spec.volumes {"name":"tmp","emptyDir":{}}',
        'set spec.template.spec.containers.0.securityContext.capabilities.drop ["ALL"]',
        'set spec.template.spec.securityContext.seccompProfile.type "RuntimeDefault"',
      ],
    ],
  },
  {
    title: "the pod's",
    text: workload({ pod: "securityContext: { runAsNonRoot: true }" }),
    finds: [],
  },
  {
    title: "the container's",
    text: workload({ container: "securityContext: { runAsNonRoot: true }" }),
    finds: [],
  },
]);
