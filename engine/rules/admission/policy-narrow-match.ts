import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { covers } from "./webhooks";

/** How rules name the subresource through which debug containers come; `*` alone means no subresource. */
const EPHEMERAL = new Set(["pods/ephemeralcontainers", "pods/*", "*/*", "*/ephemeralcontainers"]);

/** Source: Kubernetes documentation, "Validating Admission Policy"; pods are made by controllers and by hand. */
export const policyNarrowMatch = defineResourceRule({
  id: "admission/policy-narrow-match",
  title: "Policy on pods leaves a way round",
  severity: "low",
  why: "What is refused at creation comes in by an update or as an ephemeral container; what is refused in a Deployment comes in as a bare Pod.",
  remediation:
    "Match pods and pods/ephemeralcontainers on CREATE and UPDATE; workload kinds beside them give earlier errors.",
  standards: { mitre: ["T1610", "T1609"], owasp: ["K04"] },
  controls: ["validatingadmissionpolicy-psa-admissionconfiguration-file"],
  since: "0.1.0",
  appliesTo: ["admissionregistration.k8s.io/ValidatingAdmissionPolicy"],
  check({ resource, report }) {
    const { object } = resource;
    const expressions = mapsAt(object, "spec", "validations").map(
      ({ value }) => stringAt(value, "expression") ?? "",
    );
    const variables = mapsAt(object, "spec", "variables").map(
      ({ value }) => stringAt(value, "expression") ?? "",
    );
    if (
      ![...expressions, ...variables].some((each) =>
        /[cC]ontainers|hostNetwork|hostPID|hostIPC|volumes/.test(each),
      )
    )
      return;
    const rules = mapsAt(object, "spec", "matchConstraints", "resourceRules");
    const path = ["spec", "matchConstraints", "resourceRules"];
    const first = rules[0];
    if (!first) return;
    const pods = rules.filter(({ value }) => covers(value, "", "pods"));
    const onPods = pods[0];
    if (!onPods) {
      if (rules.some(({ value }) => covers(value, "apps", "deployments") || covers(value, "batch", "jobs")))
        report({
          path: [...path, first.index, "resources"],
          severity: "medium",
          message: "the policy reads controllers but not pods, so a bare Pod goes past it",
        });
      return;
    }
    const hasEphemeral = rules.some(({ value }) =>
      stringsAt(value, "resources").some((each) => EPHEMERAL.has(each)),
    );
    if (!hasEphemeral)
      report({
        path: [...path, onPods.index, "resources"],
        message: "the policy does not read pods/ephemeralcontainers, so a debug container goes past it",
      });
  },
});
