import { fix, set } from "../../fixes/change";
import type { Path } from "../../json";
import { booleanAt, listAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import type { ResourceContext, Severity } from "../rule";

/** The version that no longer has the API. Source: KEP-2579. */
const REMOVED = 25;

const ALLOWS: readonly (readonly [field: string, severity: Severity, gain: string])[] = [
  ["privileged", "critical", "privileged containers"],
  ["hostPID", "high", "the node's processes"],
  ["hostNetwork", "high", "the node's network"],
  ["hostIPC", "medium", "the node's IPC"],
];

/** Source: API of policy/v1beta1 as of 1.24; KEP-2579 for its end. */
export const podSecurityPolicy = defineResourceRule({
  id: "workload/pod-security-policy",
  title: "PodSecurityPolicy protects nothing, or allows too much",
  severity: "high",
  why: "From 1.25 the API is gone: what the policy forbids is allowed there. Before that, a policy is only as good as what it denies.",
  remediation:
    "Label namespaces for Pod Security admission (`pod-security.kubernetes.io/enforce`), or write a ValidatingAdmissionPolicy.",
  standards: { cis: ["5.2.1"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K04"] },
  equivalents: {
    checkov: [
      "CKV_K8S_1",
      "CKV_K8S_2",
      "CKV_K8S_3",
      "CKV_K8S_4",
      "CKV_K8S_5",
      "CKV_K8S_6",
      "CKV_K8S_7",
      "CKV_K8S_24",
      "CKV_K8S_32",
      "CKV_K8S_36",
    ],
    kubescape: ["C-0213", "C-0214", "C-0215", "C-0216", "C-0217", "C-0218", "C-0219", "C-0220"],
    kics: [
      "87554eef",
      "80f93444",
      "91dacd0e",
      "a33e9173",
      "c48e57d3",
      "7307579a",
      "de4421f1",
      "caa93370",
      "2270987f",
      "e3aa0612",
    ],
  },
  controls: ["podsecuritypolicy-objects-removed-in-1-25"],
  appliesTo: ["policy/PodSecurityPolicy", "extensions/PodSecurityPolicy"],
  since: "0.1.0",
  check(context) {
    const { options, report } = context;
    if (options.kubernetesVersion >= REMOVED)
      report({
        path: ["kind"],
        message: `PodSecurityPolicy was removed in 1.${REMOVED}: the policy protects nothing`,
      });
    else checkContent(context);
  },
});

function checkContent({ resource, report }: ResourceContext): void {
  const { object } = resource;
  for (const [field, severity, gain] of ALLOWS) {
    if (booleanAt(object, "spec", field) !== true) continue;
    const path = ["spec", field];
    report({
      path,
      message: `the policy allows ${gain}`,
      severity,
      fixes: [fix("unsafe", `Forbid ${gain}`, set(path, false))],
    });
  }
  if (booleanAt(object, "spec", "allowPrivilegeEscalation") !== false)
    report({
      path: ["spec", "allowPrivilegeEscalation"],
      message: "the policy lets processes gain privileges: allowPrivilegeEscalation is not false",
      severity: "medium",
    });
  if (stringAt(object, "spec", "runAsUser", "rule") === "RunAsAny")
    report({
      path: ["spec", "runAsUser", "rule"],
      message: "the policy allows root: runAsUser is RunAsAny",
      severity: "medium",
    });
  reportItems(["spec", "allowedCapabilities"], "adding capabilities", "medium");
  if (stringsAt(object, "spec", "volumes").some((volume) => volume === "hostPath" || volume === "*"))
    reportItems(["spec", "volumes"], "paths of the node as volumes", "high");
  const drops = stringsAt(object, "spec", "requiredDropCapabilities");
  if (!drops.some((name) => name === "ALL" || name === "NET_RAW"))
    report({
      path: ["spec", "requiredDropCapabilities"],
      message: "the policy leaves containers NET_RAW: requiredDropCapabilities lacks ALL",
      severity: "medium",
    });

  function reportItems(path: Path, gain: string, severity: Severity): void {
    if (listAt(object, ...path).length > 0)
      report({ path, target: "key", message: `the policy allows ${gain}`, severity });
  }
}
