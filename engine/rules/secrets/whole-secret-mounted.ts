import { hasMap, listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

/** An opinion, and the inventory of what a pod mounts of Secrets. */
export const wholeSecretMounted = definePodRule({
  id: "secrets/whole-secret-mounted",
  title: "Whole Secret is mounted",
  severity: "low",
  why: "Every key of the Secret lies in the container, also those that are added later for somebody else.",
  remediation: "List the keys that are read under items.",
  standards: { mitre: ["T1552.007"], owasp: ["K08"] },
  equivalents: { kubescape: ["C-0255", "C-0257", "C-0258"] },
  opinion: true,
  controls: ["workload-mounts-secret-pvc-configmap-inventory"],
  since: "0.1.0",
  check({ pod, report }) {
    for (const { index, value } of mapsAt(pod.spec, "volumes")) {
      const name = stringAt(value, "secret", "secretName");
      if (!hasMap(value, "secret") || !name || listAt(value, "secret", "items").length > 0) continue;
      report({
        path: pod.at("volumes", index, "secret", "secretName"),
        message: `volume "${stringAt(value, "name") ?? ""}" mounts every key of Secret "${name}"`,
      });
    }
  },
});
