import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/runtime-class", [
  {
    title: "none",
    text: workload(),
    finds: ["low spec.template.spec.runtimeClassName > web"],
    says: ["the pod runs on the node's own kernel: runtimeClassName names no sandbox"],
  },
  {
    title: "a Windows pod",
    text: workload({ pod: "os: { name: windows }" }),
    finds: [],
  },
  {
    title: "one",
    text: workload({ pod: "runtimeClassName: kata" }),
    finds: [],
  },
]);
