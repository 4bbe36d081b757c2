import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-seccomp-default", {
  component: "kubelet",
  bad: [
    { flags: ["--seccomp-default=false"], at: "--seccomp-default=false" },
    { flags: [], at: "command" },
  ],
  good: [["--seccomp-default=true"], ["--seccomp-default"], ["--config=/var/lib/kubelet/config.yaml"]],
});
