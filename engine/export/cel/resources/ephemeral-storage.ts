import type { PolicySource } from "../../policy-source";
import { containersWhere, volumesWhere } from "../expressions";

/** Containers without a limit of ephemeral storage, and emptyDirs without a size. */
export const ephemeralStoragePolicy: PolicySource = {
  rule: "resources/ephemeral-storage",
  match: "pods",
  offences: `${containersWhere("!c.?resources.?limits[?'ephemeral-storage'].hasValue()", "servers")} + ${volumesWhere("'emptyDir' in v && !v.?emptyDir.?sizeLimit.hasValue()")}`,
};
