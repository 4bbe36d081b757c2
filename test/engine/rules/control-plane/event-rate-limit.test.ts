import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/event-rate-limit", {
  component: "kube-apiserver",
  bad: [
    { flags: [], at: "command" },
    {
      flags: ["--enable-admission-plugins=NodeRestriction"],
      at: "--enable-admission-plugins=NodeRestriction",
    },
  ],
  good: [["--enable-admission-plugins=NodeRestriction,EventRateLimit"]],
});
