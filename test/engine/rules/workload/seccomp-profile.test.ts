import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/seccomp-profile", [
  {
    title: "no container has one: one finding for the pod",
    text: workload({
      pod: `initContainers:
  - { name: init, image: registry.example/init:1 }`,
    }),
    finds: ["medium spec.template.spec.securityContext.seccompProfile > web"],
    says: ["the pod has no seccomp profile: most system calls of the kernel are open to its containers"],
    fixes: [["safe", 'set spec.template.spec.securityContext.seccompProfile.type "RuntimeDefault"']],
  },
  {
    title: "one container lacks it",
    text: workload({
      pod: `initContainers:
  - { name: init, image: registry.example/init:1, securityContext: { seccompProfile: { type: RuntimeDefault } } }`,
    }),
    finds: ["medium spec.template.spec.containers.0.securityContext.seccompProfile > web"],
    says: ['container "web" has no seccomp profile: most system calls of the kernel are open'],
    fixes: [["safe", 'set spec.template.spec.securityContext.seccompProfile.type "RuntimeDefault"']],
  },
  {
    title: "the pod's own Unconfined belongs to seccomp-unconfined",
    text: workload({ pod: "securityContext: { seccompProfile: { type: Unconfined } }" }),
    finds: [],
  },
  {
    title: "a privileged container",
    text: workload({ container: "securityContext: { privileged: true }" }),
    finds: [],
  },
  {
    title: "a Windows pod",
    text: workload({ pod: "os: { name: windows }" }),
    finds: [],
  },
  {
    title: "a Windows pod before 1.25",
    text: workload({ pod: "os: { name: windows }" }),
    options: { kubernetesVersion: 24 },
    finds: ["low spec.template.spec.securityContext.seccompProfile > web"],
    fixes: [["safe", 'set spec.template.spec.securityContext.seccompProfile.type "RuntimeDefault"']],
  },
  {
    title: "before 1.19",
    text: workload(),
    options: { kubernetesVersion: 18 },
    finds: [],
  },
  {
    title: "the pod's",
    text: workload({ pod: "securityContext: { seccompProfile: { type: RuntimeDefault } }" }),
    finds: [],
  },
  {
    title: "the container's",
    text: workload({
      container: "securityContext: { seccompProfile: { type: Localhost, localhostProfile: web.json } }",
    }),
    finds: [],
  },
]);
