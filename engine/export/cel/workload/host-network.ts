import type { PolicySource } from "../../policy-source";
import { IS_HOST_NETWORK, IS_HOST_PROCESS, when } from "../expressions";

/** Pods on the network of the node; host processes of Windows have no other. */
export const hostNetworkPolicy: PolicySource = {
  rule: "workload/host-network",
  match: "pods",
  offences: when(`${IS_HOST_NETWORK} && !${IS_HOST_PROCESS}`, "the pod"),
};
