import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/audit-log-max-age", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--audit-log-path=/var/log/audit.log", "--audit-log-maxage=7"], at: "--audit-log-maxage=7" },
    { flags: ["--audit-log-path=/var/log/audit.log"], at: "command", options: { kubernetesVersion: 30 } },
  ],
  good: [
    ["--audit-log-path=/var/log/audit.log", "--audit-log-maxage=30"],
    ["--audit-log-path=/var/log/audit.log"],
    ["--audit-log-path=-", "--audit-log-maxage=7"],
    ["--audit-log-maxage=7"],
  ],
});
