import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/always-pull-images", {
  component: "kube-apiserver",
  bad: [
    { flags: [], at: "command" },
    {
      flags: ["--enable-admission-plugins=NodeRestriction"],
      at: "--enable-admission-plugins=NodeRestriction",
    },
  ],
  good: [["--enable-admission-plugins=NodeRestriction,AlwaysPullImages"]],
});
