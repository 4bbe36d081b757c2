import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/component-bind-address", {
  component: "kube-controller-manager",
  bad: [
    { flags: ["--bind-address=0.0.0.0"], at: "--bind-address=0.0.0.0" },
    { flags: [], at: "command" },
  ],
  good: [["--bind-address=127.0.0.1"], ["--bind-address=::1"]],
});
testFlagRule("control-plane/component-bind-address", {
  component: "kube-scheduler",
  bad: [
    { flags: ["--bind-address=0.0.0.0"], at: "--bind-address=0.0.0.0" },
    { flags: [], at: "command" },
  ],
  good: [["--bind-address=127.0.0.1"], ["--bind-address=::1"]],
});
