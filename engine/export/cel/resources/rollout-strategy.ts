import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

const STRATEGY =
  "(variables.root.kind == 'Deployment' ? variables.spec.?strategy : variables.spec.?updateStrategy)";

/** Updates that stop every pod, or change nothing. */
export const rolloutStrategyPolicy: PolicySource = {
  rule: "resources/rollout-strategy",
  match: [{ group: "apps", resources: ["deployments", "daemonsets", "statefulsets"] }],
  offences: `${when("strategyOf.?type.orValue('') in ['Recreate', 'OnDelete']".replaceAll("strategyOf", STRATEGY), "the type")} + ${when("strategyOf.?rollingUpdate.?maxUnavailable.orValue('') == '100%'".replaceAll("strategyOf", STRATEGY), "maxUnavailable")}`,
};
