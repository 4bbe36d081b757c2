import type { PolicySource } from "../../policy-source";
import { containersWhere, inherited, own, when } from "../expressions";

/** The group 0 as group, file system group or supplemental group. */
export const rootGroupPolicy: PolicySource = {
  rule: "workload/root-group",
  match: "pods",
  offences: [
    when(`${inherited("runAsGroup")}.orValue(1) == 0`, "runAsGroup of the pod"),
    when(`${inherited("fsGroup")}.orValue(1) == 0`, "fsGroup of the pod"),
    when(`0 in ${inherited("supplementalGroups")}.orValue([])`, "supplementalGroups of the pod"),
    containersWhere(`${own("runAsGroup")}.orValue(1) == 0`),
  ].join(" + "),
};
