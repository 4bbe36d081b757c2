import { OWNERS } from "../../../rules/resources/owner-label";
import type { PolicySource } from "../../policy-source";
import { listOf, when } from "../expressions";

const lacks = (name: string) =>
  `![variables.marks, variables.notes].exists(m, m.exists(k, (k == ${name} || k.endsWith('/' + ${name})) && m[k] != ''))`;

/** Objects of which no label or annotation names an owner, or those that the parameters demand. */
export const ownerLabelPolicy: PolicySource = {
  rule: "resources/owner-label",
  match: [
    { group: "", resources: ["pods", "namespaces"] },
    { group: "apps", resources: ["deployments", "statefulsets", "daemonsets"] },
    { group: "batch", resources: ["cronjobs"] },
    { group: "argoproj.io", resources: ["rollouts"] },
  ],
  offences: `variables.requiredLabels.size() > 0 ? variables.requiredLabels.filter(n, ${lacks("n")}).map(n, 'label ' + n) : ${when(`${listOf(OWNERS)}.all(n, ${lacks("n")})`, "any label that names an owner")}`,
  parameter: "requiredLabels",
};
