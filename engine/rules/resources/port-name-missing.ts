import { mapsAt, stringAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** Source: opinion; a name lets Services, probes and policies follow when the number changes. */
export const portNameMissing = defineContainerRule({
  id: "resources/port-name-missing",
  title: "Container port has no name",
  severity: "low",
  why: "Services, probes and policies repeat the number, and one of them is forgotten when it changes.",
  remediation: "Name the port and refer to the name.",
  equivalents: { kyverno: ["require-container-port-names"], "kube-score": ["container-ports-check"] },
  opinion: true,
  controls: ["container-service-port-names"],
  since: "0.1.0",
  check({ container, report }) {
    for (const { index, value } of mapsAt(container.spec, "ports")) {
      if (stringAt(value, "name")) continue;
      report({
        path: container.at("ports", index, "name"),
        message: `${describeContainer(container)} declares a port without a name`,
      });
    }
  },
});
