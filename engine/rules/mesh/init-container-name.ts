import { describeContainer } from "../../kubernetes/pod-template";
import { definePodRule } from "../define-rule";

const INIT = /^(istio-init|linkerd-init)$/;

/**
 * Source: Istio "Application requirements" and "CNI node agent"; Linkerd "CNI plugin". What the init container itself
 * may hold is judged like that of any container.
 */
export const initContainerName = definePodRule({
  id: "mesh/init-container-name",
  title: "Container bears the name of the mesh's init container",
  severity: "high",
  why: "Admission policies make exceptions for the mesh's init container by its name. A container of the application under that name is let through with privileges.",
  remediation: "Give the container another name, and use the mesh's CNI plugin, which needs no exception.",
  standards: { mitre: ["T1611", "T1036"], owasp: ["K01"] },
  equivalents: { kyverno: ["service-mesh-disallow-capabilities", "service-mesh-require-run-as-nonroot"] },
  controls: ["mesh-init-capabilities-non-root-exceptions"],
  since: "0.1.0",
  check({ pod, report }) {
    for (const container of pod.containers) {
      if (!INIT.test(container.name ?? "") || container.list === "initContainers") continue;
      report({
        path: container.at("name"),
        message: `${describeContainer(container)} is no init container, but has the name that exceptions are made for`,
      });
    }
  },
});
