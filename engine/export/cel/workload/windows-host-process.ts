import type { PolicySource } from "../../policy-source";
import { partsWhere } from "../expressions";

/** Host processes of Windows, of the pod or of a container. */
export const windowsHostProcessPolicy: PolicySource = {
  rule: "workload/windows-host-process",
  match: "pods",
  offences: partsWhere("windowsOptions", "s.?hostProcess.orValue(false) == true"),
};
