import { ALLOWS, ROLE, WIDE } from "../../../rules/workload/openshift-scc";
import type { PolicySource } from "../../policy-source";
import { listAt, listOf, pattern, quote, when } from "../expressions";

/** The name of a role of OpenShift that gives wide constraints. */
const WIDE_ROLE = quote(ROLE.source.replace("(.+)", WIDE.source.replace(/^\^/, "").replace(/\$$/, "")));

const ROLES = `${listAt("variables.root.?rules")}.filter(r, 'securitycontextconstraints' in r.?resources.orValue([]) && r.?verbs.orValue([]).exists(v, v in ['use', '*']) && (r.?resourceNames.orValue([]).size() == 0 || r.resourceNames.exists(n, n.matches(${pattern(WIDE)})))).map(r, 'rule for ' + r.?resourceNames.orValue(['every constraint']).join(', '))`;

const CONSTRAINTS = `${listOf(ALLOWS.map(([field]) => field))}.filter(f, variables.root[?f].orValue(false) == true) + ${when("variables.root.?runAsUser.?type.orValue('') == 'RunAsAny'", "runAsUser")}`;

const PODS = `variables.annotations.filter(k, k == 'openshift.io/required-scc' && variables.annotations[k].matches(${pattern(WIDE)}))`;

/** Constraints that allow too much, who may use them, and pods that ask for them. */
export const openshiftSccPolicy: PolicySource = {
  rule: "workload/openshift-scc",
  match: "pods",
  also: [
    { group: "security.openshift.io", resources: ["securitycontextconstraints"] },
    {
      group: "rbac.authorization.k8s.io",
      resources: ["roles", "clusterroles", "rolebindings", "clusterrolebindings"],
    },
  ],
  offences: [
    `variables.root.kind == 'SecurityContextConstraints' ? ${CONSTRAINTS}`,
    `variables.root.kind.endsWith('RoleBinding') ? ${when(`variables.root.?roleRef.?name.orValue('').matches(${WIDE_ROLE})`, "the role")}`,
    `variables.root.kind.endsWith('Role') ? ${ROLES}`,
    PODS,
  ].join(" : "),
};
