import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Namespaces in two meshes, or in two ways. */
export const injectionConflictPolicy: PolicySource = {
  rule: "mesh/injection-conflict",
  match: [{ group: "", resources: ["namespaces"] }],
  offences: when(
    "[{'injects': variables.marks[?'istio-injection'].orValue('') == 'enabled', 'revised': 'istio.io/rev' in variables.marks, 'ambient': variables.marks[?'istio.io/dataplane-mode'].orValue('') == 'ambient'}].exists(m, (m.injects && m.revised) || (m.ambient && (m.injects || m.revised)) || ((m.injects || m.ambient || m.revised) && variables.notes[?'linkerd.io/inject'].orValue('') == 'enabled'))",
    "the namespace",
  ),
};
