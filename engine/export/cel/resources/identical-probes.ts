import type { PolicySource } from "../../policy-source";
import { containersWhere } from "../expressions";

/** Liveness by the same check as readiness. */
export const identicalProbesPolicy: PolicySource = {
  rule: "resources/identical-probes",
  match: "pods",
  offences: containersWhere(
    "'livenessProbe' in c && 'readinessProbe' in c && ['httpGet', 'tcpSocket', 'exec', 'grpc'].all(a, (a in c.livenessProbe) == (a in c.readinessProbe) && (!(a in c.livenessProbe) || c.livenessProbe[a] == c.readinessProbe[a])) && c.livenessProbe.?failureThreshold.orValue(3) == c.readinessProbe.?failureThreshold.orValue(3) && c.livenessProbe.?periodSeconds.orValue(10) == c.readinessProbe.?periodSeconds.orValue(10)",
  ),
};
