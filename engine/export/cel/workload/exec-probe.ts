import type { PolicySource } from "../../policy-source";
import { CONTAINER, perContainer } from "../expressions";

/** Probes that run a command. */
export const execProbePolicy: PolicySource = {
  rule: "workload/exec-probe",
  match: "pods",
  offences: perContainer(
    `['livenessProbe', 'readinessProbe', 'startupProbe'].filter(p, p in c && c[p].?exec.?command.orValue([]).size() > 0).map(p, ${CONTAINER} + ' in ' + p)`,
  ),
};
