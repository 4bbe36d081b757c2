import { testRoleRule } from "./role";

testRoleRule(
  "identity/control-policies",
  [
    [
      "ClusterRole",
      "admissionregistration.k8s.io|validatingadmissionpolicies|patch",
      "validatingadmissionpolicies",
      "high",
    ],
    [
      "ClusterRole",
      "apiextensions.k8s.io|customresourcedefinitions|delete",
      "customresourcedefinitions",
      "high",
    ],
    ["Role", "kyverno.io|policies, policyexceptions|create", "policies", "medium"],
    ["ClusterRole", "templates.gatekeeper.sh|constrainttemplates|update|one", "constrainttemplates", "low"],
  ],
  [
    ["ClusterRole", "apiextensions.k8s.io|customresourcedefinitions|get, list, create"],
    ["ClusterRole", "kyverno.io|policies|get"],
  ],
);
