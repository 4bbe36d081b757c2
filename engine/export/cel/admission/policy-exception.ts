import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

const CONDITIONS = "['any', 'all']";

/** Exceptions for everything. */
export const policyExceptionPolicy: PolicySource = {
  rule: "admission/policy-exception",
  match: [{ group: "kyverno.io", resources: ["policyexceptions"] }],
  offences: when(
    `(${CONDITIONS}.all(f, variables.spec.?conditions[?f].orValue([]).size() == 0) && ${CONDITIONS}.exists(f, variables.spec.?match[?f].orValue([]).exists(m, m.?resources.hasValue() && ['namespaces', 'names'].all(w, m.resources[?w].orValue([]).size() == 0 || '*' in m.resources[w]) && ['selector', 'namespaceSelector'].all(s, m.resources[?s].orValue({}).size() == 0)))) || variables.spec.?exceptions.orValue([]).exists(e, '*' in e.?ruleNames.orValue([]))`,
    "the exception",
  ),
};
