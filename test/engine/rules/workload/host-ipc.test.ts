import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/host-ipc", [
  {
    title: "true",
    text: workload({ pod: "hostIPC: true" }),
    finds: ["medium spec.template.spec.hostIPC > true"],
    says: ["the pod shares the node's shared memory and message queues"],
    fixes: [["unsafe", "set spec.template.spec.hostIPC false"]],
  },
  {
    title: "false",
    text: workload({ pod: "hostIPC: false" }),
    finds: [],
  },
  {
    title: "another namespace",
    text: workload({ pod: "hostNetwork: true" }),
    finds: [],
  },
]);
