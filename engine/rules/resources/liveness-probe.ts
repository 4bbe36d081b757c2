import { portProbe } from "../../fixes/port-probe";
import { hasMap, listAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineResourceRule } from "../define-rule";
import { LONG_RUNNING_KINDS } from "./long-running";

/** Source: Kubernetes documentation, "Liveness, Readiness, and Startup Probes". */
export const livenessProbe = defineResourceRule({
  id: "resources/liveness-probe",
  title: "Container has no liveness probe",
  severity: "low",
  why: "A process that hangs without ending is never restarted.",
  remediation: "Add a liveness probe that fails only when a restart would help.",
  equivalents: {
    "kube-linter": ["no-liveness-probe"],
    checkov: ["CKV_K8S_8"],
    kubescape: ["C-0056"],
    "kube-score": ["pod-probes"],
    polaris: ["livenessProbeMissing"],
    kics: ["ade74944"],
    kyverno: ["require-pod-probes"],
    gatekeeper: ["K8sRequiredProbes"],
    terrascan: ["AC_K8S_0070"],
    popeye: ["103"],
  },
  opinion: true,
  controls: ["liveness-probe"],
  fixable: true,
  since: "0.1.0",
  appliesTo: LONG_RUNNING_KINDS,
  check({ pods, report }) {
    for (const container of pods.flatMap((pod) => pod.containers)) {
      if (container.list !== "containers" || hasMap(container.spec, "livenessProbe")) continue;
      report({
        path: container.at("livenessProbe"),
        message: `${describeContainer(container)} has no liveness probe, so it is not restarted when it hangs`,
        fixes: [portProbe(container.at("livenessProbe"), listAt(container.spec, "ports"))],
      });
    }
  },
});
