import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/security-admission", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--disable-admission-plugins=PodSecurity"], at: "PodSecurity" },
    {
      flags: ["--disable-admission-plugins=DefaultIngressClass,ValidatingAdmissionWebhook"],
      at: "ValidatingAdmissionWebhook",
    },
  ],
  good: [["--disable-admission-plugins=DefaultIngressClass"]],
});
