import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/low-group-id", [
  {
    title: "the container's group",
    text: workload({ container: "securityContext: { runAsGroup: 1000 }" }),
    finds: ["low spec.template.spec.containers.0.securityContext.runAsGroup > 1000"],
    says: ['container "web" runs with the group 1000, which may exist on the node'],
  },
  {
    title: "the pod's group",
    text: workload({ pod: "securityContext: { runAsGroup: 9999 }" }),
    finds: ["low spec.template.spec.securityContext.runAsGroup > 9999"],
  },
  {
    title: "a high group",
    text: workload({ pod: "securityContext: { runAsGroup: 10000 }" }),
    finds: [],
  },
  {
    title: "root is another rule's",
    text: workload({ pod: "securityContext: { runAsGroup: 0 }" }),
    finds: [],
  },
  {
    title: "with a user namespace",
    text: workload({ pod: "hostUsers: false", container: "securityContext: { runAsGroup: 1000 }" }),
    finds: [],
  },
  {
    title: "no group",
    text: workload(),
    finds: [],
  },
]);
