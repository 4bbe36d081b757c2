import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/audit-log-max-size", {
  component: "kube-apiserver",
  bad: [
    {
      flags: ["--audit-log-path=/var/log/audit.log", "--audit-log-maxsize=10"],
      at: "--audit-log-maxsize=10",
    },
  ],
  good: [
    ["--audit-log-path=/var/log/audit.log", "--audit-log-maxsize=100"],
    ["--audit-log-path=/var/log/audit.log"],
  ],
});
