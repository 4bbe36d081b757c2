import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/audit-logging", {
  component: "kube-apiserver",
  bad: [
    { flags: [], at: "command" },
    { flags: ["--audit-log-path=/var/log/audit.log"], at: "--audit-log-path=/var/log/audit.log" },
    { flags: ["--audit-policy-file=/etc/audit.yaml"], at: "--audit-policy-file=/etc/audit.yaml" },
  ],
  good: [
    ["--audit-policy-file=/etc/audit.yaml", "--audit-log-path=/var/log/audit.log"],
    ["--audit-policy-file=/etc/audit.yaml", "--audit-webhook-config-file=/etc/webhook.yaml"],
  ],
});
