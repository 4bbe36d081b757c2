import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule, extendsEdit } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const createWorkloads = defineRoleRule({
  id: "identity/create-workloads",
  title: "Role may create workloads",
  severity: "high",
  why: "Whoever creates a pod chooses its account and mounts any Secret of the namespace: the right contains all rights of every account there.",
  remediation:
    "Leave the creation of workloads to the delivery pipeline, in one namespace, and enforce Pod Security there.",
  standards: { cis: ["5.1.4"], nsa: ["rbac"], mitre: ["T1610"], owasp: ["K03"] },
  equivalents: {
    "kube-linter": ["access-to-create-pods"],
    trivy: ["KSV-0048"],
    kubescape: ["C-0188"],
    kics: ["592ad21d"],
  },
  controls: ["create-pods-workloads"],
  waive: "A controller or a delivery pipeline that exists to create workloads.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.createWorkloads,
  reach: { cluster: "high", namespace: "medium", named: "low" },
  except: (_rule, resource) => extendsEdit(resource),
});
