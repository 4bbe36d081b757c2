import { booleanAt, stringsAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { definePodRule } from "../define-rule";

const INIT = /^(istio-init|linkerd-init)$/;
const NEEDED = new Set(["NET_ADMIN", "NET_RAW"]);

/** Source: Istio "Application requirements" and "CNI node agent"; Linkerd "CNI plugin". */
export const initCapabilities = definePodRule({
  id: "mesh/init-capabilities",
  title: "Mesh init container holds more than redirection needs",
  severity: "high",
  why: "Exceptions for the mesh's init container are found by its name. A container that is privileged or holds more than NET_ADMIN and NET_RAW under that name takes the node, and admission policies look away.",
  remediation: "Use the mesh's CNI plugin, which needs no init container, or keep to NET_ADMIN and NET_RAW.",
  standards: { pss: ["baseline"], mitre: ["T1611", "T1036"], owasp: ["K01"] },
  equivalents: { kyverno: ["service-mesh-disallow-capabilities", "service-mesh-require-run-as-nonroot"] },
  controls: ["mesh-init-capabilities-non-root-exceptions"],
  since: "0.1.0",
  check({ pod, report }) {
    for (const container of pod.containers) {
      if (!INIT.test(container.name ?? "")) continue;
      if (booleanAt(container.spec, "securityContext", "privileged") === true) {
        report({
          path: container.at("securityContext", "privileged"),
          message: `${describeContainer(container)} is privileged, which redirection does not need`,
        });
      }
      stringsAt(container.spec, "securityContext", "capabilities", "add").forEach((name, index) => {
        if (NEEDED.has(name.replace(/^CAP_/, ""))) return;
        report({
          path: container.at("securityContext", "capabilities", "add", index),
          message: `${describeContainer(container)} adds ${name}, which redirection does not need`,
        });
      });
      if (container.list !== "initContainers") {
        report({
          path: container.at("name"),
          message: `${describeContainer(container)} is no init container, but has the name that exceptions are made for`,
        });
      }
    }
  },
});
