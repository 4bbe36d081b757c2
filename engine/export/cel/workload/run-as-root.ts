import type { PolicySource } from "../../policy-source";
import { containersWhere, HAS_USER_NAMESPACE, inherited, own, when } from "../expressions";

/** The user 0; from 1.35 not where the pod has a user namespace. */
export const runAsRootPolicy: PolicySource = {
  rule: "workload/run-as-root",
  match: "pods",
  offences: ({ kubernetesVersion }) => {
    const relaxed = kubernetesVersion >= 35 ? `!(${HAS_USER_NAMESPACE}) && ` : "";
    return `${when(`${relaxed}${inherited("runAsUser")}.orValue(1) == 0`, "the pod")} + ${containersWhere(`${relaxed}${own("runAsUser")}.orValue(1) == 0`)}`;
  },
};
