import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/controller-credentials", {
  component: "kube-controller-manager",
  bad: [
    { flags: ["--use-service-account-credentials=false"], at: "--use-service-account-credentials=false" },
    { flags: [], at: "command" },
  ],
  good: [["--use-service-account-credentials=true"], ["--use-service-account-credentials"]],
});
