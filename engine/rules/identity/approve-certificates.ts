import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const approveCertificates = defineRoleRule({
  id: "identity/approve-certificates",
  title: "Role may approve or sign certificates",
  severity: "high",
  why: "Who approves a certificate signing request for the signer kubernetes.io/kube-apiserver-client lets its author log in as any user, for as long as the certificate lives.",
  remediation: "Leave approval to the controllers of the control plane; limit signers by resourceNames.",
  standards: { cis: ["5.1.11"], nsa: ["rbac"], mitre: ["T1098"], owasp: ["K03"] },
  equivalents: { checkov: ["CKV_K8S_156"], kubescape: ["C-0280"], kyverno: ["restrict-clusterrole-csr"] },
  controls: ["approve-sign-csrs"],
  waive: "A certificate approver limited to one signer, such as kubernetes.io/kubelet-serving.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.approveCertificates,
  reach: { cluster: "high", namespace: "high", named: "medium" },
  except: (rule) =>
    rule.resourceNames.length > 0 &&
    !rule.resourceNames.some((name) => /kube-apiserver-client|\*/.test(name)),
});
