import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kube-proxy-profiling", {
  component: "kube-proxy",
  bad: [{ flags: ["--profiling=true"], at: "--profiling=true" }],
  good: [["--profiling=false"], []],
});
