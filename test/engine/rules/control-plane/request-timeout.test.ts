import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/request-timeout", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--request-timeout=0"], at: "--request-timeout=0" },
    { flags: ["--request-timeout=1h"], at: "--request-timeout=1h" },
  ],
  good: [["--request-timeout=60s"], ["--request-timeout=5m0s"], []],
});
