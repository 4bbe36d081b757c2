import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/alpha-features", {
  component: "kube-apiserver",
  bad: [{ flags: ["--feature-gates=AllAlpha=true"], at: "AllAlpha=true" }],
  good: [["--feature-gates=AllAlpha=false"], []],
});
