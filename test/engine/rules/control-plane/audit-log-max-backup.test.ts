import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/audit-log-max-backup", {
  component: "kube-apiserver",
  bad: [
    {
      flags: ["--audit-log-path=/var/log/audit.log", "--audit-log-maxbackup=2"],
      at: "--audit-log-maxbackup=2",
    },
    { flags: ["--audit-log-path=/var/log/audit.log"], at: "command", options: { kubernetesVersion: 30 } },
  ],
  good: [
    ["--audit-log-path=/var/log/audit.log", "--audit-log-maxbackup=10"],
    ["--audit-log-path=/var/log/audit.log"],
  ],
});
