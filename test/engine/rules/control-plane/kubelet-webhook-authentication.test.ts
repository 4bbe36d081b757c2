import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-webhook-authentication", {
  component: "kubelet",
  bad: [{ flags: ["--authentication-token-webhook=false"], at: "--authentication-token-webhook=false" }],
  good: [["--authentication-token-webhook=true"], []],
});
