import { append, fix, set } from "../../fixes/change";
import { valueAt } from "../../json";
import { listAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { NETWORK_POLICY_KINDS } from "./policy-rules";

/** Source: networking/v1 `NetworkPolicySpec.policyTypes` and its defaulting. */
export const policyTypes = defineResourceRule({
  id: "network/policy-types",
  title: "NetworkPolicy isolates other directions than its rules say",
  severity: "medium",
  why: "Rules of a direction that `policyTypes` does not name are ignored, and what looks closed stays open. Egress rules without `policyTypes` also cut every ingress.",
  remediation: "Write `policyTypes` with exactly the directions that the policy is to close.",
  standards: { cis: ["5.3.2"], nsa: ["network-policies"], owasp: ["K07"] },
  controls: ["allow-all-empty-selector"],
  fixable: true,
  since: "0.1.0",
  appliesTo: NETWORK_POLICY_KINDS,
  check({ resource, report }) {
    const spec = resource.object.spec;
    const types = stringsAt(spec, "policyTypes");
    const egress = listAt(spec, "egress");
    const writesIngress = Array.isArray(valueAt(spec, ["ingress"]));
    const writesEgress = Array.isArray(valueAt(spec, ["egress"]));
    if (types.length > 0) {
      for (const [field, type] of [
        ["ingress", "Ingress"],
        ["egress", "Egress"],
      ] as const) {
        const isWritten = field === "ingress" ? writesIngress : writesEgress;
        if (!isWritten || types.includes(type)) continue;
        const isDeny = listAt(spec, field).length === 0;
        report({
          path: ["spec", field],
          message: isDeny
            ? `"${field}: []" does nothing, since policyTypes lacks ${type}`
            : `the ${field} rules are ignored, since policyTypes lacks ${type}`,
          fixes: [fix("harden", `Add ${type} to policyTypes`, append(["spec", "policyTypes"], type))],
        });
      }
      return;
    }
    if (writesEgress && egress.length === 0) {
      report({
        path: ["spec", "egress"],
        message: '"egress: []" without policyTypes isolates ingress and leaves egress open',
        fixes: [
          fix(
            "harden",
            "Isolate egress",
            set(["spec", "policyTypes"], writesIngress ? ["Ingress", "Egress"] : ["Egress"]),
          ),
        ],
      });
    } else if (egress.length > 0 && !writesIngress) {
      report({
        path: ["spec", "policyTypes"],
        severity: "low",
        message: "egress rules without policyTypes also deny every ingress of the selected pods",
        fixes: [
          fix("safe", "Write out both policyTypes", set(["spec", "policyTypes"], ["Ingress", "Egress"])),
          fix("unsafe", "Isolate egress alone", set(["spec", "policyTypes"], ["Egress"])),
        ],
      });
    }
  },
});
