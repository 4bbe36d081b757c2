import type { PolicySource } from "../../policy-source";
import { CONTAINER, perContainer } from "../expressions";

/** Probes of ports that the container does not declare. */
export const probePortPolicy: PolicySource = {
  rule: "resources/probe-port",
  match: "pods",
  offences: perContainer(
    `['livenessProbe', 'readinessProbe', 'startupProbe'].filter(n, n in c && ['httpGet', 'tcpSocket', 'grpc'].exists(a, c[n][?a].?port.hasValue() && (type(c[n][a].port) == string ? !c.?ports.orValue([]).exists(p, p.?name.orValue('') == c[n][a].port) : c.?ports.orValue([]).size() > 0 && !c.ports.exists(p, p.?containerPort.orValue(0) == c[n][a].port)))).map(n, ${CONTAINER} + ' in ' + n)`,
  ),
};
