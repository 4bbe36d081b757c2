import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/always-admit", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--enable-admission-plugins=NodeRestriction,AlwaysAdmit"], at: "AlwaysAdmit" },
    { flags: ["--enable-admission-plugins=AlwaysAdmit"], at: "AlwaysAdmit" },
  ],
  good: [["--enable-admission-plugins=NodeRestriction"], []],
});
