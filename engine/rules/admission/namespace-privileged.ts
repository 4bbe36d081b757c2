import { fix, set } from "../../fixes/change";
import { isSystemNamespace } from "../../kubernetes/system-namespaces";
import { defineResourceRule } from "../define-rule";
import { ENFORCE_LABEL } from "./pod-security-labels";

/** A label or annotation of one of these names says that somebody answers for the namespace. */
const OWNER = /(^|\/)(owner|team|contact)$/;

/** Source: Pod Security Standards, level privileged: nothing is refused. */
export const namespacePrivileged = defineResourceRule({
  id: "admission/namespace-privileged",
  title: "Namespace admits privileged pods by its label",
  severity: "medium",
  why: "The label switches Pod Security off: whoever may create pods there owns the nodes.",
  remediation:
    "Enforce `baseline` or `restricted`; keep agents that need more in a namespace of their own, with an owner.",
  standards: { cis: ["5.2.1"], nsa: ["privileged"], mitre: ["T1610", "T1611"], owasp: ["K01", "K04"] },
  equivalents: { kubescape: ["C-0193"], kyverno: ["deny-privileged-profile"] },
  controls: ["enforce-privileged"],
  waive: "The namespace holds only agents of the cluster, such as CNI, CSI or runtime detection.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Namespace"],
  check({ resource, report }) {
    const { name, labels, annotations } = resource;
    if (labels[ENFORCE_LABEL] !== "privileged" || (name && isSystemNamespace(name))) return;
    const hasOwner = [labels, annotations].some((map) => Object.keys(map).some((key) => OWNER.test(key)));
    const path = ["metadata", "labels", ENFORCE_LABEL];
    report({
      path,
      ...(hasOwner ? { severity: "low" as const } : {}),
      message: `the namespace "${name ?? "?"}" enforces the level privileged, so nothing is refused`,
      fixes: [fix("unsafe", "Enforce the level baseline", set(path, "baseline"))],
    });
  },
});
