import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-authorization", {
  component: "kubelet",
  bad: [
    { flags: ["--authorization-mode=AlwaysAllow"], at: "--authorization-mode=AlwaysAllow" },
    { flags: [], at: "command" },
  ],
  good: [["--authorization-mode=Webhook"], ["--config=/var/lib/kubelet/config.yaml"]],
});
