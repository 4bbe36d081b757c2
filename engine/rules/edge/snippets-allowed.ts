import { fix, remove, set } from "../../fixes/change";
import type { Path } from "../../json";
import { stringAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** The argument of the controller that switches the validation of annotation values off. */
const NO_VALIDATION = "--enable-annotation-validation=false";

/** Source: ingress-nginx ConfigMap reference (`allow-snippet-annotations` since 1.9 off, `annotations-risk-level` High). */
export const snippetsAllowed = defineResourceRule({
  id: "edge/snippets-allowed",
  title: "Ingress controller accepts raw configuration from everybody",
  severity: "high",
  why: "Whoever may create an Ingress in any namespace then runs configuration in the controller, whose account may read every Secret (CVE-2021-25742).",
  remediation:
    "Keep `allow-snippet-annotations` off, `annotations-risk-level` at High or below, and validation on.",
  standards: { mitre: ["T1552", "T1068"], owasp: ["K07"] },
  equivalents: { checkov: ["CKV_K8S_153"], kubescape: ["C-0059"] },
  controls: ["ingress-nginx-snippets-cve-2021-25742"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["ConfigMap", "apps/Deployment", "apps/DaemonSet"],
  check({ resource, pods, report }) {
    if (resource.kind === "ConfigMap") {
      const snippets = ["data", "allow-snippet-annotations"];
      if (stringAt(resource.object, ...snippets) === "true") {
        report({
          path: snippets,
          message: "allow-snippet-annotations lets every Ingress inject configuration",
          fixes: [fix("unsafe", "Forbid snippet annotations", set(snippets, "false"))],
        });
      }
      const risk: Path = ["data", "annotations-risk-level"];
      if (stringAt(resource.object, ...risk) === "Critical") {
        report({
          path: risk,
          message: "annotations-risk-level Critical admits the annotations that inject configuration",
          fixes: [fix("harden", "Admit annotations up to High", set(risk, "High"))],
        });
      }
      return;
    }
    for (const { containers } of pods) {
      for (const container of containers) {
        if (!/ingress-nginx\/controller/.test(container.image ?? "")) continue;
        stringsAt(container.spec, "args").forEach((argument, index) => {
          if (argument !== NO_VALIDATION) return;
          const path = container.at("args", index);
          report({
            path,
            message: "annotation values are not validated",
            fixes: [fix("harden", `Remove ${argument}`, remove(path))],
          });
        });
      }
    }
  },
});
