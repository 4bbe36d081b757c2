import { mapsAt, stringAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { definePodRule } from "../define-rule";

/** Source: validation of `resources.claims` in k8s.io/kubernetes, pkg/apis/core/validation. */
export const undeclaredClaim = definePodRule({
  id: "workload/undeclared-claim",
  title: "Container uses a resource claim that the pod does not declare",
  severity: "medium",
  why: "The API server refuses the pod: devices reach a container only through a claim of its pod.",
  remediation:
    "Add the claim to the pod's `resourceClaims`, or correct the name in the container's `resources.claims`.",
  since: "0.1.0",
  check({ pod, report }) {
    const declared = new Set(mapsAt(pod.spec, "resourceClaims").map(({ value }) => stringAt(value, "name")));
    for (const container of pod.containers) {
      for (const { index, value } of mapsAt(container.spec, "resources", "claims")) {
        const name = stringAt(value, "name");
        if (name === undefined || declared.has(name)) continue;
        report({
          path: container.at("resources", "claims", index, "name"),
          message: `${describeContainer(container)} uses the resource claim "${name}", which the pod does not declare`,
        });
      }
    }
  },
});
