import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/external-ips-admission", {
  component: "kube-apiserver",
  bad: [
    { flags: [], at: "command" },
    {
      flags: ["--enable-admission-plugins=NodeRestriction"],
      at: "--enable-admission-plugins=NodeRestriction",
    },
  ],
  good: [
    ["--enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs"],
    ["--enable-admission-plugins=$(PLUGINS)"],
  ],
});
