import type { PolicySource } from "../../policy-source";
import { containersWhere } from "../expressions";

/** Containers with the name of an init container of a mesh. */
export const initContainerNamePolicy: PolicySource = {
  rule: "mesh/init-container-name",
  match: "pods",
  offences: containersWhere(
    "c.?name.orValue('') in ['istio-init', 'linkerd-init'] && !variables.podSpec.?initContainers.orValue([]).exists(i, i.?name.orValue('') == c.name)",
  ),
};
