import { safeSysctlsAt } from "../../../standards/pod-security/sysctls";
import type { PolicySource } from "../../policy-source";
import { inherited, listOf } from "../expressions";

/** Kernel settings that do not stay inside the pod, at the version. */
export const sysctlsPolicy: PolicySource = {
  rule: "workload/sysctls",
  match: "pods",
  offences: ({ kubernetesVersion }) =>
    `${inherited("sysctls")}.orValue([]).filter(s, !(s.?name.orValue('') in ${listOf(safeSysctlsAt(kubernetesVersion))})).map(s, 'sysctl ' + string(s.?name.orValue('')))`,
};
