import { fix, remove } from "../../fixes/change";
import { defineResourceRule } from "../define-rule";
import {
  BINDING_KINDS,
  describeBinding,
  describeRoleRef,
  isBootstrapBinding,
  roleNameOf,
  subjectsOf,
} from "./binding";

const ANONYMOUS = new Set(["system:anonymous", "system:unauthenticated"]);

/** What a cluster gives to anybody by design: its version and health, its token issuer, kubeadm's join information. */
const PUBLIC_ROLES = new Set([
  "system:public-info-viewer",
  "system:service-account-issuer-discovery",
  "kubeadm:bootstrap-signer-clusterinfo",
]);

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices", hardening. */
export const anonymousBinding = defineResourceRule({
  id: "identity/anonymous-binding",
  title: "Role is bound to everybody without login",
  severity: "critical",
  why: "Whoever reaches the API server has these rights, without any credential.",
  remediation: "Remove the subject and bind the users or accounts that need the role.",
  standards: { cis: ["5.1.7"], nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  equivalents: {
    trivy: ["KSV-0122"],
    kubescape: ["C-0262"],
    kubesec: ["BindingsToSystemAnonymous"],
    kyverno: ["restrict-binding-system-groups"],
    gatekeeper: ["K8sDisallowAnonymous"],
  },
  controls: ["system-anonymous-system-unauthenticated-bound"],
  fixable: true,
  since: "0.1.0",
  appliesTo: BINDING_KINDS,
  check({ resource, report }) {
    if (isBootstrapBinding(resource) || PUBLIC_ROLES.has(roleNameOf(resource) ?? "")) return;
    for (const { index, name } of subjectsOf(resource)) {
      if (!ANONYMOUS.has(name)) continue;
      report({
        path: ["subjects", index, "name"],
        message: `${describeBinding(resource)} gives ${describeRoleRef(resource)} to ${name}: anybody who reaches the API server`,
        fixes: [fix("unsafe", `Remove ${name} from the subjects`, remove(["subjects", index]))],
      });
    }
  },
});
