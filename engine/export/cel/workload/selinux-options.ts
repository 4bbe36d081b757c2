import { SE_LINUX_TYPES } from "../../../standards/pod-security/se-linux-options";
import type { PolicySource } from "../../policy-source";
import { listOf, partsWhere } from "../expressions";

/** Types that are not for containers, and any user or role. */
export const selinuxOptionsPolicy: PolicySource = {
  rule: "workload/selinux-options",
  match: "pods",
  offences: ({ kubernetesVersion }) => {
    const types = kubernetesVersion >= 31 ? [...SE_LINUX_TYPES, "container_engine_t"] : SE_LINUX_TYPES;
    return partsWhere(
      "seLinuxOptions",
      `!(s.?type.orValue('') in ${listOf(types)}) || s.?user.orValue('') != '' || s.?role.orValue('') != ''`,
    );
  },
};
