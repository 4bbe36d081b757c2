import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/host-pid", [
  {
    title: "true",
    text: workload({ pod: "hostPID: true" }),
    finds: ["high spec.template.spec.hostPID > true"],
    says: ["the pod sees and may signal every process of the node"],
    fixes: [["unsafe", "set spec.template.spec.hostPID false"]],
  },
  {
    title: "false",
    text: workload({ pod: "hostPID: false" }),
    finds: [],
  },
  {
    title: "another namespace",
    text: workload({ pod: "hostNetwork: true" }),
    finds: [],
  },
]);
