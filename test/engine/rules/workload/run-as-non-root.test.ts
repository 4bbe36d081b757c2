import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/run-as-non-root", [
  {
    title: "nothing is said",
    text: workload(),
    finds: ["high spec.template.spec.containers.0.securityContext.runAsNonRoot > web"],
    says: ['container "web" may run as root: runAsNonRoot is not set'],
    fixes: [["harden", "set spec.template.spec.containers.0.securityContext.runAsNonRoot true"]],
  },
  {
    title: "the container says false",
    text: workload({ container: "securityContext: { runAsNonRoot: false }" }),
    finds: ["high spec.template.spec.containers.0.securityContext.runAsNonRoot > false"],
    says: ['container "web" allows root: runAsNonRoot is false'],
    fixes: [["unsafe", "set spec.template.spec.containers.0.securityContext.runAsNonRoot true"]],
  },
  {
    title: "the pod says false: one finding there",
    text: workload({
      pod: `securityContext: { runAsNonRoot: false }
initContainers:
  - { name: init, image: registry.example/init:1 }`,
    }),
    finds: ["high spec.template.spec.securityContext.runAsNonRoot > false"],
    says: ["the pod allows root: runAsNonRoot is false"],
    fixes: [["unsafe", "set spec.template.spec.securityContext.runAsNonRoot true"]],
  },
  {
    title: "the pod says false and a container says so too",
    text: workload({
      pod: "securityContext: { runAsNonRoot: false }",
      container: "securityContext: { runAsNonRoot: false }",
    }),
    finds: [
      "high spec.template.spec.securityContext.runAsNonRoot > false",
      "high spec.template.spec.containers.0.securityContext.runAsNonRoot > false",
    ],
    says: [
      "the pod allows root: runAsNonRoot is false",
      'container "web" allows root: runAsNonRoot is false',
    ],
    fixes: [
      ["unsafe", "set spec.template.spec.securityContext.runAsNonRoot true"],
      ["unsafe", "set spec.template.spec.containers.0.securityContext.runAsNonRoot true"],
    ],
  },
  {
    title: "the container contradicts its pod",
    text: workload({
      pod: "securityContext: { runAsNonRoot: true }",
      container: "securityContext: { runAsNonRoot: false }",
    }),
    finds: ["high spec.template.spec.containers.0.securityContext.runAsNonRoot > false"],
    fixes: [["unsafe", "set spec.template.spec.containers.0.securityContext.runAsNonRoot true"]],
  },
  {
    title: "a user is named but not required",
    text: workload({ pod: "securityContext: { runAsUser: 1000 }" }),
    finds: ["low spec.template.spec.containers.0.securityContext.runAsNonRoot > web"],
    says: ['container "web" runs as user 1000, but nothing holds it to that: runAsNonRoot is not set'],
    fixes: [["safe", "set spec.template.spec.containers.0.securityContext.runAsNonRoot true"]],
  },
  {
    title: "the user 0 of the container belongs to run-as-root",
    text: workload({ container: "securityContext: { runAsUser: 0, runAsNonRoot: false }" }),
    finds: [],
  },
  {
    title: "the user 0 of the pod belongs to run-as-root",
    text: workload({ pod: "securityContext: { runAsUser: 0, runAsNonRoot: false }" }),
    finds: [],
  },
  {
    title: "the pod's user 0 does not excuse a container's own false",
    text: workload({
      pod: "securityContext: { runAsUser: 0 }",
      container: "securityContext: { runAsNonRoot: false }",
    }),
    finds: ["high spec.template.spec.containers.0.securityContext.runAsNonRoot > false"],
    fixes: [["unsafe", "set spec.template.spec.containers.0.securityContext.runAsNonRoot true"]],
  },
  {
    title: "before 1.23, when the user 0 was no offence of its own",
    text: workload({ container: "securityContext: { runAsUser: 0 }" }),
    options: { kubernetesVersion: 22 },
    finds: ["high spec.template.spec.containers.0.securityContext.runAsNonRoot > securityContext"],
    fixes: [["harden", "set spec.template.spec.containers.0.securityContext.runAsNonRoot true"]],
  },
  {
    title: "a user namespace before 1.35",
    text: workload({ pod: "hostUsers: false" }),
    options: { kubernetesVersion: 34 },
    finds: ["high spec.template.spec.containers.0.securityContext.runAsNonRoot > web"],
    fixes: [["harden", "set spec.template.spec.containers.0.securityContext.runAsNonRoot true"]],
  },
  {
    title: "a user namespace from 1.35",
    text: workload({ pod: "hostUsers: false" }),
    options: { kubernetesVersion: 35 },
    finds: [],
  },
  {
    title: "the pod requires it",
    text: workload({ pod: "securityContext: { runAsNonRoot: true }" }),
    finds: [],
  },
  {
    title: "every container requires it",
    text: workload({ container: "securityContext: { runAsNonRoot: true }" }),
    finds: [],
  },
  {
    title: "a Windows pod is asked too",
    text: workload({ pod: "os: { name: windows }" }),
    finds: ["low spec.template.spec.containers.0.securityContext.runAsNonRoot > web"],
    fixes: [["harden", "set spec.template.spec.containers.0.securityContext.runAsNonRoot true"]],
  },
]);
