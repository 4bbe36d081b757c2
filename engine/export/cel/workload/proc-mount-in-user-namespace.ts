import type { PolicySource } from "../../policy-source";
import { containersWhere, HAS_USER_NAMESPACE, own } from "../expressions";

/** Containers whose /proc is not masked in pods with a user namespace; from 1.35. */
export const procMountInUserNamespacePolicy: PolicySource = {
  rule: "workload/proc-mount-in-user-namespace",
  match: "pods",
  offences: ({ kubernetesVersion }) =>
    kubernetesVersion < 35
      ? undefined
      : containersWhere(`${HAS_USER_NAMESPACE} && ${own("procMount")}.orValue('Default') != 'Default'`),
};
