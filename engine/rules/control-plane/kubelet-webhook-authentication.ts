import { defineFlagRule } from "./define-flag-rule";

/** Source: Kubernetes documentation, command line reference of kubelet. */
export const kubeletWebhookAuthentication = defineFlagRule({
  id: "control-plane/kubelet-webhook-authentication",
  title: "Kubelet refuses service account tokens",
  severity: "low",
  why: "Without the webhook only certificates count, so that metrics collectors are given certificates or anonymous access instead of an account with few rights.",
  remediation: "Remove `authentication.webhook.enabled: false`.",
  standards: { nsa: ["control-plane"], owasp: ["K06"] },
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "authentication-token-webhook",
  expect: { is: true },
  consequence: "collectors need certificates or anonymous access",
  absent: false,
  fix: { safety: "safe", value: "true" },
});
