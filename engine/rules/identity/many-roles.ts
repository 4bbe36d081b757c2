import { type BindingEntry, isDefaultRbac } from "../../access";
import { defineInventoryRule } from "../define-rule";
import { accessWorldOf } from "./accounts";

/** More bindings than a reader keeps in mind. */
const MANY = 5;

/** An opinion: what a subject may do should be read in one place. */
export const manyRoles = defineInventoryRule({
  id: "identity/many-roles",
  title: "Subject has many roles",
  severity: "low",
  why: "Rights add up over bindings: nobody sees any more what the subject may do as a whole, and none is ever taken away.",
  remediation: "Write one role that says what the subject does, and bind that.",
  standards: { nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  opinion: true,
  controls: ["too-many-roles-per-subject"],
  since: "0.1.0",
  appliesTo: ["rbac.authorization.k8s.io/RoleBinding", "rbac.authorization.k8s.io/ClusterRoleBinding"],
  check({ inventory, options, report }) {
    const world = accessWorldOf(inventory, options.kubernetesVersion);
    const groups = new Map<string, BindingEntry[]>();
    for (const entry of world.entries) {
      const { kind, name, namespace } = entry.subject;
      if (isDefaultRbac(entry.binding)) continue;
      const key = JSON.stringify([kind, namespace, name, entry.namespace]);
      groups.set(key, [...(groups.get(key) ?? []), entry]);
    }
    for (const [first, ...others] of groups.values()) {
      if (!first || others.length < MANY) continue;
      report(first.binding, {
        path: ["subjects", first.subjectIndex, "name"],
        message: `${first.subject.kind} "${first.subject.name}" has ${others.length + 1} roles ${first.namespace === undefined ? "in the whole cluster" : `in namespace "${first.namespace}"`}`,
        related: others.map(({ binding, subjectIndex, roleName }) => ({
          fact: binding,
          path: ["subjects", subjectIndex, "name"],
          message: `"${roleName}" is bound here`,
        })),
      });
    }
  },
});
