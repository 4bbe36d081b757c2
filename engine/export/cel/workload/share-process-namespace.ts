import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Pods whose containers, at least two, see each other. */
export const shareProcessNamespacePolicy: PolicySource = {
  rule: "workload/share-process-namespace",
  match: "pods",
  offences: when(
    "variables.podSpec.?shareProcessNamespace.orValue(false) == true && variables.podSpec.?containers.orValue([]).size() + variables.podSpec.?ephemeralContainers.orValue([]).size() + variables.podSpec.?initContainers.orValue([]).filter(c, c.?restartPolicy.orValue('') == 'Always').size() > 1",
    "the pod",
  ),
};
