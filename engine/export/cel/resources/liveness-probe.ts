import type { PolicySource } from "../../policy-source";

/** Containers without a liveness probe. */
export const livenessProbePolicy: PolicySource = {
  rule: "resources/liveness-probe",
  match: [
    { group: "", resources: ["pods", "replicationcontrollers"] },
    { group: "apps", resources: ["deployments", "replicasets", "statefulsets", "daemonsets"] },
    { group: "argoproj.io", resources: ["rollouts"] },
    { group: "apps.openshift.io", resources: ["deploymentconfigs"] },
    { group: "apps.kruise.io", resources: ["clonesets", "statefulsets", "daemonsets"] },
  ],
  offences:
    "variables.podSpec.?containers.orValue([]).filter(c, !('livenessProbe' in c)).map(c, 'container ' + string(c.?name.orValue('?')))",
};
