import type { PolicySource } from "../../policy-source";
import { CONTAINER, IS_WINDOWS, inherited, perContainer } from "../expressions";

/** Ports below 1024 that the pod has not opened to every user. */
export const privilegedPortPolicy: PolicySource = {
  rule: "workload/privileged-port",
  match: "pods",
  offences: perContainer(
    `${IS_WINDOWS} ? [] : c.?ports.orValue([]).filter(p, p.?containerPort.orValue(0) > 0 && p.?containerPort.orValue(0) < 1024 && !${inherited("sysctls")}.orValue([]).exists(s, s.?name.orValue('') == 'net.ipv4.ip_unprivileged_port_start' && s.?value.orValue('').matches('^[0-9]+$') && int(s.value) <= p.containerPort)).map(p, ${CONTAINER} + ' listens on ' + string(p.containerPort))`,
  ),
};
