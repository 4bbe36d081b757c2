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

const EVERYBODY: Readonly<Record<string, string>> = {
  "system:authenticated": "every user and every workload of the cluster",
  "system:serviceaccounts": "every workload of the cluster",
};

/** What a cluster gives to everybody who has logged in, by design. */
const COMMON_ROLES = new Set([
  "system:basic-user",
  "system:discovery",
  "system:public-info-viewer",
  "system:service-account-issuer-discovery",
]);

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const authenticatedBinding = defineResourceRule({
  id: "identity/authenticated-binding",
  title: "Role is bound to everybody",
  severity: "high",
  why: "The group holds every user and every pod with a token, on some clouds anybody with an account of that cloud: one compromised workload anywhere has these rights.",
  remediation: "Bind the group of users or the accounts that need the role.",
  standards: { cis: ["5.1.7"], nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  equivalents: { trivy: ["KSV-01011"], kubescape: ["C-0265"], gatekeeper: ["K8sDisallowAnonymous"] },
  controls: ["system-authenticated-bound-to-power"],
  fixable: true,
  since: "0.1.0",
  appliesTo: BINDING_KINDS,
  check({ resource, report }) {
    if (isBootstrapBinding(resource) || COMMON_ROLES.has(roleNameOf(resource) ?? "")) return;
    for (const { index, kind, name } of subjectsOf(resource)) {
      const who = kind === "Group" && Object.hasOwn(EVERYBODY, name) ? EVERYBODY[name] : undefined;
      if (!who) continue;
      report({
        path: ["subjects", index, "name"],
        message: `${describeBinding(resource)} gives ${describeRoleRef(resource)} to ${name}: ${who}`,
        severity: resource.kind === "ClusterRoleBinding" ? "high" : "medium",
        fixes: [fix("unsafe", `Remove ${name} from the subjects`, remove(["subjects", index]))],
      });
    }
  },
});
