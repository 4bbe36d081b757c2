import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-kernel-defaults", {
  component: "kubelet",
  bad: [
    { flags: ["--protect-kernel-defaults=false"], at: "--protect-kernel-defaults=false" },
    { flags: [], at: "command" },
  ],
  good: [["--protect-kernel-defaults=true"], ["--protect-kernel-defaults"]],
});
