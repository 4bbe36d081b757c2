import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/service-account-lookup", {
  component: "kube-apiserver",
  bad: [{ flags: ["--service-account-lookup=false"], at: "--service-account-lookup=false" }],
  good: [["--service-account-lookup=true"], ["--service-account-lookup"], []],
});
