import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/node-restriction", {
  component: "kube-apiserver",
  bad: [
    { flags: [], at: "command" },
    { flags: ["--enable-admission-plugins=PodSecurity"], at: "--enable-admission-plugins=PodSecurity" },
  ],
  good: [
    ["--enable-admission-plugins=NodeRestriction"],
    ["--enable-admission-plugins", "PodSecurity, NodeRestriction"],
    ["--admission-control=NodeRestriction,ServiceAccount"],
  ],
});
