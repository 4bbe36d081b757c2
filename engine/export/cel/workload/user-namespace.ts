import type { PolicySource } from "../../policy-source";
import { HAS_USER_NAMESPACE, IS_HOST_NETWORK, IS_WINDOWS, when } from "../expressions";

/** Pods without a user namespace that could have one; from 1.33, where it is on by default. */
export const userNamespacePolicy: PolicySource = {
  rule: "workload/user-namespace",
  match: "pods",
  offences: ({ kubernetesVersion }) =>
    kubernetesVersion < 33
      ? undefined
      : when(
          `!(${IS_WINDOWS}) && !(${HAS_USER_NAMESPACE}) && !(${IS_HOST_NETWORK}) && variables.podSpec.?hostPID.orValue(false) != true && variables.podSpec.?hostIPC.orValue(false) != true && !variables.containers.exists(c, c.?volumeDevices.orValue([]).size() > 0)`,
          "the pod",
        ),
};
