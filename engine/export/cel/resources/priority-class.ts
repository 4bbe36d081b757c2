import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Pods without a priority class. */
export const priorityClassPolicy: PolicySource = {
  rule: "resources/priority-class",
  match: "pods",
  offences: when("variables.podSpec.?priorityClassName.orValue('') == ''", "the pod"),
};
