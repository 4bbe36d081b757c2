import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/anonymous-requests", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--anonymous-auth=true"], at: "--anonymous-auth=true" },
    { flags: [], at: "command" },
  ],
  good: [
    ["--anonymous-auth=false"],
    ["--authentication-config=/etc/kubernetes/authentication.yaml"],
    ["--anonymous-auth=$(ANONYMOUS)"],
  ],
});
