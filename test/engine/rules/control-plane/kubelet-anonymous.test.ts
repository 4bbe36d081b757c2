import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-anonymous", {
  component: "kubelet",
  bad: [
    { flags: ["--anonymous-auth=true"], at: "--anonymous-auth=true" },
    { flags: [], at: "command" },
  ],
  good: [["--anonymous-auth=false"], ["--config=/var/lib/kubelet/config.yaml"]],
});
