import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS, ingressClass } from "./ingress";

/** Source: kubernetes.io blog "Ingress NGINX Retirement"; AKS application routing release notes. */
export const ingressNginxRetired = defineResourceRule({
  id: "edge/ingress-nginx-retired",
  title: "Ingress is served by the retired ingress-nginx controller",
  severity: "medium",
  why: "ingress-nginx had its last release in March 2026 and its repository is archived. CVE-2026-42533 of July 2026 has no fix in it, and the next one will have none either.",
  remediation:
    "Move to a Gateway API implementation (`ingress2gateway` translates), to Application Gateway for Containers, or to a maintained controller.",
  standards: { mitre: ["T1190"], owasp: ["K10"] },
  equivalents: { kyverno: ["check-ingress-nginx-controller-version-and-annotation-policy"] },
  waive: "The move is planned and dated, or the class is that of a maintained fork.",
  since: "0.1.0",
  appliesTo: [...INGRESS_KINDS, "networking.k8s.io/IngressClass"],
  check({ resource, report }) {
    if (resource.kind === "IngressClass") {
      if (stringAt(resource.object, "spec", "controller") !== "k8s.io/ingress-nginx") return;
      report({
        path: ["spec", "controller"],
        message: "k8s.io/ingress-nginx was retired in March 2026 and gets no more security fixes",
      });
      return;
    }
    const name = ingressClass(resource);
    const keys = Object.keys(resource.annotations);
    const path = stringAt(resource.object, "spec", "ingressClassName")
      ? ["spec", "ingressClassName"]
      : ["metadata", "annotations", "kubernetes.io/ingress.class"];
    if (name === "webapprouting.kubernetes.azure.com") {
      report({
        path,
        severity: "low",
        message: "the NGINX of AKS application routing gets security patches only through November 2026",
      });
    } else if (name === "nginx" && !keys.some((key) => key.startsWith("nginx.org/"))) {
      // F5's controller often has the same class name; its own annotations tell it apart.
      report({
        path,
        severity: "low",
        message:
          'class "nginx" is usually ingress-nginx, retired in March 2026 without further security fixes',
      });
    }
  },
});
