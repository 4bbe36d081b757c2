import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/run-as-root", [
  {
    title: "the container names the user 0",
    text: workload({ container: "securityContext: { runAsUser: 0 }" }),
    finds: ["high spec.template.spec.containers.0.securityContext.runAsUser > 0"],
    says: ['container "web" runs as root: runAsUser is 0'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.securityContext.runAsUser",
        "set spec.template.spec.containers.0.securityContext.runAsNonRoot true",
      ],
    ],
  },
  {
    title: "the container names the user 0 and refuses it",
    text: workload({ container: "securityContext: { runAsUser: 0, runAsNonRoot: true }" }),
    finds: ["high spec.template.spec.containers.0.securityContext.runAsUser > 0"],
    says: ['container "web" runs as root: runAsUser is 0, but runAsNonRoot is true: it does not start'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.securityContext.runAsUser",
        "set spec.template.spec.containers.0.securityContext.runAsNonRoot true",
      ],
    ],
  },
  {
    title: "the pod refuses the user 0 that it names",
    text: workload({ pod: "securityContext: { runAsUser: 0, runAsNonRoot: true }" }),
    finds: ["high spec.template.spec.securityContext.runAsUser > 0"],
    says: ["the pod runs as root: runAsUser is 0, but runAsNonRoot is true: it does not start"],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.securityContext.runAsUser",
        "set spec.template.spec.securityContext.runAsNonRoot true",
      ],
    ],
  },
  {
    title: "the pod names the user 0",
    text: workload({ pod: "securityContext: { runAsUser: 0 }" }),
    finds: ["high spec.template.spec.securityContext.runAsUser > 0"],
    says: ["the pod runs as root: runAsUser is 0"],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.securityContext.runAsUser",
        "set spec.template.spec.securityContext.runAsNonRoot true",
      ],
    ],
  },
  {
    title: "with a user namespace before 1.35",
    text: workload({ pod: "hostUsers: false", container: "securityContext: { runAsUser: 0 }" }),
    options: { kubernetesVersion: 34 },
    finds: ["high spec.template.spec.containers.0.securityContext.runAsUser > 0"],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.securityContext.runAsUser",
        "set spec.template.spec.containers.0.securityContext.runAsNonRoot true",
      ],
    ],
  },
  {
    title: "with a user namespace from 1.35",
    text: workload({ pod: "hostUsers: false", container: "securityContext: { runAsUser: 0 }" }),
    options: { kubernetesVersion: 35 },
    finds: [],
  },
  {
    title: "before 1.23",
    text: workload({ container: "securityContext: { runAsUser: 0 }" }),
    options: { kubernetesVersion: 22 },
    finds: [],
  },
  {
    title: "another user",
    text: workload({ container: "securityContext: { runAsUser: 1000 }" }),
    finds: [],
  },
  {
    title: "a value of the wrong type",
    text: workload({ container: 'securityContext: { runAsUser: "0" }' }),
    finds: [],
  },
]);
