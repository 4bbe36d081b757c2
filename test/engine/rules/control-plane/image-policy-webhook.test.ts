import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/image-policy-webhook", {
  component: "kube-apiserver",
  bad: [{ flags: [], at: "command" }],
  good: [["--enable-admission-plugins=NodeRestriction,ImagePolicyWebhook"]],
});
