import { fix, set } from "../../fixes/change";
import type { Path } from "../../json";
import { booleanAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: API of resource.k8s.io, `adminAccess`; KEP-5018. */
export const adminAccessClaim = defineResourceRule({
  id: "workload/admin-access-claim",
  title: "Claim asks for administrative access to devices",
  severity: "high",
  why: "Administrative access ignores who else uses a device: a pod with the claim reads or disturbs other tenants' work on it.",
  remediation:
    'Remove `adminAccess`; keep claims that monitor devices in a namespace with the label `resource.kubernetes.io/admin-access: "true"` and few accounts.',
  standards: { nsa: ["host-access"], mitre: ["T1611"], owasp: ["K01"] },
  waive: "Monitoring and maintenance of devices, in a namespace of their own.",
  appliesTo: ["resource.k8s.io/ResourceClaim", "resource.k8s.io/ResourceClaimTemplate"],
  fixable: true,
  since: "0.1.0",
  check({ resource, report }) {
    const spec: Path = resource.kind === "ResourceClaimTemplate" ? ["spec", "spec"] : ["spec"];
    const requests: Path = [...spec, "devices", "requests"];
    for (const { index, value } of mapsAt(resource.object, ...requests)) {
      // In v1 and v1beta2 the request stands below `exactly`, before that in the list itself.
      const below: Path = booleanAt(value, "adminAccess") === true ? [] : ["exactly"];
      if (booleanAt(value, ...below, "adminAccess") !== true) continue;
      const path = [...requests, index, ...below, "adminAccess"];
      report({
        path,
        message: `the request "${stringAt(value, "name") ?? index}" takes administrative access to devices that others use`,
        fixes: [fix("unsafe", "Ask for ordinary access", set(path, false))],
      });
    }
  },
});
