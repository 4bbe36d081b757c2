import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-hostname-override", {
  component: "kubelet",
  bad: [{ flags: ["--hostname-override=node-1"], at: "--hostname-override=node-1" }],
  good: [[]],
});
