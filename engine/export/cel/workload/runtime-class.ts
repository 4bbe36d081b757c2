import type { PolicySource } from "../../policy-source";
import { IS_WINDOWS, when } from "../expressions";

/** Pods on the kernel of the node; Windows has no choice. */
export const runtimeClassPolicy: PolicySource = {
  rule: "workload/runtime-class",
  match: "pods",
  offences: when(`!(${IS_WINDOWS}) && variables.podSpec.?runtimeClassName.orValue('') == ''`, "the pod"),
};
