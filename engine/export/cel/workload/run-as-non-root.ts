import type { PolicySource } from "../../policy-source";
import { containersWhere, effective, HAS_USER_NAMESPACE, inherited, own, when } from "../expressions";

/** Pods and containers that may run as root without naming the user 0, which `workload/run-as-root` refuses. */
export const runAsNonRootPolicy: PolicySource = {
  rule: "workload/run-as-non-root",
  match: "pods",
  offences: ({ kubernetesVersion }) => {
    const relaxed = kubernetesVersion >= 35 ? `!(${HAS_USER_NAMESPACE}) && ` : "";
    const pod = `${relaxed}${inherited("runAsNonRoot")}.orValue(true) == false && ${inherited("runAsUser")}.orValue(1) != 0`;
    const allows = `${own("runAsNonRoot")}.orValue(true) == false && ${own("runAsUser")}.orValue(1) != 0`;
    const silent = `!${effective("runAsNonRoot")}.hasValue() && ${effective("runAsUser")}.orValue(1) != 0`;
    return `${when(pod, "the pod")} + ${containersWhere(`${relaxed}(${allows} || ${silent})`)}`;
  },
};
