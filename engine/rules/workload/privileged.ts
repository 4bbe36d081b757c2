import { fix, set } from "../../fixes/change";
import { booleanAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "Privileged Containers". */
export const privileged = defineContainerRule({
  id: "workload/privileged",
  title: "Container is privileged",
  severity: "critical",
  why: "A privileged container holds every capability and every device of the node: whoever takes it over owns the node.",
  remediation:
    "Remove `privileged: true`; grant the single capability, device plugin or volume that is really needed.",
  standards: { pss: ["baseline"], cis: ["5.2.2"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["privileged-container"],
    checkov: ["CKV_K8S_16"],
    trivy: ["KSV-0017"],
    kubescape: ["C-0057"],
  },
  since: "0.1.0",
  check({ container, report }) {
    if (booleanAt(container.spec, "securityContext", "privileged") !== true) return;
    const path = container.at("securityContext", "privileged");
    report({
      path,
      message: `${describeContainer(container)} is privileged`,
      fixes: [fix("unsafe", "Set privileged to false", set(path, false))],
    });
  },
});
