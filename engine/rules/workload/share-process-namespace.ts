import { fix, set } from "../../fixes/change";
import { booleanAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

/** Source: kubernetes.io, "Share Process Namespace between Containers in a Pod". */
export const shareProcessNamespace = definePodRule({
  id: "workload/share-process-namespace",
  title: "Containers of the pod see each other's processes",
  severity: "low",
  why: "One container reads the others' environment, arguments and files through /proc, secrets included, and signals their processes.",
  remediation: "Remove `shareProcessNamespace`, or keep the containers under different users.",
  standards: { nsa: ["host-access"], mitre: ["T1552"], owasp: ["K01"] },
  waive: "Sidecars that must signal or profile the main program.",
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    const path = pod.at("shareProcessNamespace");
    if (booleanAt(pod.spec, "shareProcessNamespace") !== true) return;
    // Alone in its pod a container has nobody to share with; init containers are gone by then.
    const together = pod.containers.filter(
      ({ list, spec }) => list !== "initContainers" || spec.restartPolicy === "Always",
    );
    if (together.length < 2) return;
    report({
      path,
      message: `the ${together.length} containers of the pod see each other's processes, environment and files`,
      fixes: [fix("unsafe", "Keep the containers apart", set(path, false))],
    });
  },
});
