import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/removed-admission-plugin", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--enable-admission-plugins=PodSecurityPolicy"], at: "PodSecurityPolicy" },
    { flags: ["--enable-admission-plugins=NodeRestriction,SecurityContextDeny"], at: "SecurityContextDeny" },
    { flags: ["--disable-admission-plugins=PersistentVolumeLabel"], at: "PersistentVolumeLabel" },
    { flags: ["--admission-control=NodeRestricton"], at: "NodeRestricton" },
  ],
  good: [["--enable-admission-plugins=NodeRestriction,PodSecurity"], []],
});
