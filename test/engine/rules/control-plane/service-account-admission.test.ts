import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/service-account-admission", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--disable-admission-plugins=ServiceAccount"], at: "ServiceAccount" },
    {
      flags: ["--admission-control=NamespaceLifecycle,NodeRestriction"],
      at: "--admission-control=NamespaceLifecycle,NodeRestriction",
    },
  ],
  good: [["--disable-admission-plugins=DefaultIngressClass"], []],
});
