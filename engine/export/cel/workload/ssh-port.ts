import type { PolicySource } from "../../policy-source";
import { containersWhere } from "../expressions";

/** Containers that listen on port 22. */
export const sshPortPolicy: PolicySource = {
  rule: "workload/ssh-port",
  match: "pods",
  offences: containersWhere(
    "c.?ports.orValue([]).exists(p, p.?containerPort.orValue(0) == 22 && p.?protocol.orValue('TCP') == 'TCP')",
  ),
};
