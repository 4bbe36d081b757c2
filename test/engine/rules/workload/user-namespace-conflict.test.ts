import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/user-namespace-conflict", [
  {
    title: "beside hostPID and hostNetwork",
    text: workload({
      pod: `hostUsers: false
hostPID: true
hostNetwork: true`,
    }),
    finds: ["medium spec.template.spec.hostUsers > false"],
    says: [
      "the API server refuses the pod: hostUsers: false stands beside hostNetwork: true and hostPID: true",
    ],
  },
  {
    title: "hostPID without a user namespace",
    text: workload({ pod: "hostPID: true" }),
    finds: [],
  },
  {
    title: "a user namespace alone",
    text: workload({
      pod: `hostUsers: false
hostPID: false`,
    }),
    finds: [],
  },
]);
