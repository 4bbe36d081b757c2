import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/namespace-lifecycle", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--disable-admission-plugins=NamespaceLifecycle"], at: "NamespaceLifecycle" },
    { flags: ["--admission-control=ServiceAccount"], at: "--admission-control=ServiceAccount" },
  ],
  good: [["--disable-admission-plugins=DefaultIngressClass"], []],
});
