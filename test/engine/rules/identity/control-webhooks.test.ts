import { testRoleRule } from "./role";

testRoleRule(
  "identity/control-webhooks",
  [
    [
      "ClusterRole",
      "admissionregistration.k8s.io|mutatingwebhookconfigurations|create",
      "mutatingwebhookconfigurations",
      "critical",
    ],
    [
      "ClusterRole",
      "admissionregistration.k8s.io|validatingwebhookconfigurations|patch|own",
      "validatingwebhookconfigurations",
      "high",
    ],
  ],
  [
    ["ClusterRole", "admissionregistration.k8s.io|mutatingwebhookconfigurations|get, list"],
    ["Role", "admissionregistration.k8s.io|mutatingwebhookconfigurations|patch"],
  ],
);
