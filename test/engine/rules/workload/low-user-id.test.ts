import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/low-user-id", [
  {
    title: "the container's user",
    text: workload({ container: "securityContext: { runAsUser: 1000 }" }),
    finds: ["low spec.template.spec.containers.0.securityContext.runAsUser > 1000"],
    says: ['container "web" runs as user 1000, which may exist on the node'],
  },
  {
    title: "the pod's user",
    text: workload({ pod: "securityContext: { runAsUser: 9999 }" }),
    finds: ["low spec.template.spec.securityContext.runAsUser > 9999"],
  },
  {
    title: "a high user",
    text: workload({ pod: "securityContext: { runAsUser: 10000 }" }),
    finds: [],
  },
  {
    title: "the container overrides its pod",
    text: workload({
      pod: "securityContext: { runAsUser: 1000 }",
      container: "securityContext: { runAsUser: 20000 }",
    }),
    finds: [],
  },
  {
    title: "root is another rule's",
    text: workload({ pod: "securityContext: { runAsUser: 0 }" }),
    finds: [],
  },
  {
    title: "with a user namespace",
    text: workload({ pod: "hostUsers: false", container: "securityContext: { runAsUser: 1000 }" }),
    finds: [],
  },
  {
    title: "no user",
    text: workload(),
    finds: [],
  },
]);
