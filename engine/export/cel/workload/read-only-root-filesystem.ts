import type { PolicySource } from "../../policy-source";
import { containersWhere, IS_WINDOWS, own } from "../expressions";

/** Containers that can write to their image; Windows lacks the field. */
export const readOnlyRootFilesystemPolicy: PolicySource = {
  rule: "workload/read-only-root-filesystem",
  match: "pods",
  offences: containersWhere(`!(${IS_WINDOWS}) && ${own("readOnlyRootFilesystem")}.orValue(false) != true`),
};
