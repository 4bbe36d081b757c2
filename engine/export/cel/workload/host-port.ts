import type { PolicySource } from "../../policy-source";
import { CONTAINER, IS_HOST_NETWORK, perContainer } from "../expressions";

/** Ports of the node; under `hostNetwork` `workload/host-network` refuses the cause. */
export const hostPortPolicy: PolicySource = {
  rule: "workload/host-port",
  match: "pods",
  offences: perContainer(
    `${IS_HOST_NETWORK} ? [] : c.?ports.orValue([]).filter(p, p.?hostPort.orValue(0) != 0).map(p, ${CONTAINER} + ' opens ' + string(p.hostPort))`,
  ),
};
