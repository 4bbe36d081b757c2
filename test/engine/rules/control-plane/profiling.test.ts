import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/profiling", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--profiling=true"], at: "--profiling=true" },
    { flags: ["--profiling"], at: "--profiling" },
    { flags: [], at: "command" },
    { flags: ["--profiling", "false"], at: "--profiling" },
  ],
  good: [["--profiling=false"], ["--profiling=F"]],
});
testFlagRule("control-plane/profiling", {
  component: "kube-controller-manager",
  bad: [
    { flags: ["--profiling=true"], at: "--profiling=true" },
    { flags: ["--profiling"], at: "--profiling" },
    { flags: [], at: "command" },
    { flags: ["--profiling", "false"], at: "--profiling" },
  ],
  good: [["--profiling=false"], ["--profiling=F"]],
});
testFlagRule("control-plane/profiling", {
  component: "kube-scheduler",
  bad: [
    { flags: ["--profiling=true"], at: "--profiling=true" },
    { flags: ["--profiling"], at: "--profiling" },
    { flags: [], at: "command" },
    { flags: ["--profiling", "false"], at: "--profiling" },
  ],
  good: [["--profiling=false"], ["--profiling=F"]],
});
