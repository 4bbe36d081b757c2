import type { PolicySource } from "../../policy-source";
import { containersWhere, HAS_USER_NAMESPACE, own } from "../expressions";

/** Containers whose /proc is not masked; from 1.35 not where the pod has a user namespace. */
export const procMountPolicy: PolicySource = {
  rule: "workload/proc-mount",
  match: "pods",
  offences: ({ kubernetesVersion }) => {
    const relaxed = kubernetesVersion >= 35 ? `!(${HAS_USER_NAMESPACE}) && ` : "";
    return containersWhere(`${relaxed}${own("procMount")}.orValue('Default') != 'Default'`);
  },
};
