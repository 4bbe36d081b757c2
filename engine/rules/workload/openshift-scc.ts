import { fix, set } from "../../fixes/change";
import type { Path } from "../../json";
import { booleanAt, mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineResourceRule } from "../define-rule";
import type { ResourceContext, Severity } from "../rule";

export const ALLOWS: readonly (readonly [field: string, severity: Severity, gain: string])[] = [
  ["allowPrivilegedContainer", "critical", "privileged containers"],
  ["allowHostDirVolumePlugin", "high", "paths of the node as volumes"],
  ["allowHostPID", "high", "the node's processes"],
  ["allowHostNetwork", "high", "the node's network"],
  ["allowHostIPC", "medium", "the node's IPC"],
  ["allowHostPorts", "medium", "ports of the node"],
  ["allowPrivilegeEscalation", "medium", "new privileges"],
];

export const WIDE = /^(privileged|anyuid|hostaccess|hostmount-anyuid|hostnetwork(-v2)?|node-exporter)$/;

export const ROLE = /^system:openshift:scc:(.+)$/;

/** Source: OpenShift documentation, "Managing security context constraints". */
export const openshiftScc = defineResourceRule({
  id: "workload/openshift-scc",
  title: "Security context constraints let pods out",
  severity: "high",
  why: "On OpenShift these constraints decide what a pod may be: an account that may use a wide one starts privileged pods.",
  remediation: "Use `restricted-v2`, and grant a wider constraint to single accounts only.",
  standards: { nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["scc-deny-privileged-container"],
    kyverno: ["disallow-security-context-constraint-anyuid"],
  },
  controls: ["openshift-scc"],
  waive: "Constraints of the platform's own node agents.",
  appliesTo: [
    "security.openshift.io/SecurityContextConstraints",
    "rbac.authorization.k8s.io/Role",
    "rbac.authorization.k8s.io/ClusterRole",
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
    ...WORKLOAD_KINDS,
  ],
  fixable: true,
  since: "0.1.0",
  check(context) {
    const { kind } = context.resource;
    if (kind === "SecurityContextConstraints") checkConstraints(context);
    else if (kind.endsWith("RoleBinding")) checkBinding(context);
    else if (kind.endsWith("Role")) checkRole(context);
    else checkPods(context);
  },
});

function checkConstraints({ resource, report }: ResourceContext): void {
  for (const [field, severity, gain] of ALLOWS) {
    if (booleanAt(resource.object, field) !== true) continue;
    report({
      path: [field],
      message: `the constraints allow ${gain}`,
      severity,
      fixes: [fix("unsafe", `Forbid ${gain}`, set([field], false))],
    });
  }
  if (stringAt(resource.object, "runAsUser", "type") === "RunAsAny")
    report({
      path: ["runAsUser", "type"],
      message: "the constraints allow every user, root included",
      fixes: [
        fix("unsafe", "Demand a user of the project's range", set(["runAsUser", "type"], "MustRunAsRange")),
      ],
    });
}

function checkBinding({ resource, report }: ResourceContext): void {
  const path: Path = ["roleRef", "name"];
  const constraint = ROLE.exec(stringAt(resource.object, ...path) ?? "")?.[1];
  if (constraint === undefined || !WIDE.test(constraint)) return;
  report({
    path,
    message: `the binding lets its accounts use the constraints ${constraint}`,
    severity: constraint === "privileged" ? "critical" : "high",
  });
}

function checkRole({ resource, report }: ResourceContext): void {
  for (const { index, value } of mapsAt(resource.object, "rules")) {
    const grants =
      stringsAt(value, "resources").includes("securitycontextconstraints") &&
      stringsAt(value, "verbs").some((verb) => verb === "use" || verb === "*");
    if (!grants) continue;
    const names = stringsAt(value, "resourceNames");
    if (names.length === 0) {
      report({
        path: ["rules", index, "resources"],
        message: "the role may use every security context constraint, privileged among them",
        severity: "critical",
      });
    }
    names.forEach((name, at) => {
      if (!WIDE.test(name)) return;
      report({
        path: ["rules", index, "resourceNames", at],
        message: `the role may use the constraints ${name}`,
        severity: name === "privileged" ? "critical" : "high",
      });
    });
  }
}

function checkPods({ pods, report }: ResourceContext): void {
  const key = "openshift.io/required-scc";
  for (const pod of pods) {
    const name = pod.annotations[key];
    if (name === undefined || !WIDE.test(name)) continue;
    report({
      path: pod.metadataAt("annotations", key),
      message: `the pod asks for the constraints ${name}`,
      severity: name === "privileged" ? "critical" : "high",
    });
  }
}
