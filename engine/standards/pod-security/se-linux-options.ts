import { stringAt } from "../../kubernetes/fields";
import type { PodSecurityCheck, PodSecurityFinder, PodSecurityOffence } from "./check";
import { securityContextParts } from "./security-contexts";

/** The types for containers, at every version; an absent one is the empty text. */
export const SE_LINUX_TYPES: readonly string[] = ["", "container_t", "container_init_t", "container_kvm_t"];

/** Baseline: SELinux confines every container by a container type; user and role are the runtime's. */
export const seLinuxOptionsCheck: PodSecurityCheck = {
  id: "seLinuxOptions",
  level: "baseline",
  versions: [
    { from: 0, find: optionsBeyond(SE_LINUX_TYPES) },
    { from: 31, find: optionsBeyond([...SE_LINUX_TYPES, "container_engine_t"]) },
  ],
};

function optionsBeyond(types: readonly string[]): PodSecurityFinder {
  return (pod) =>
    securityContextParts(pod, "seLinuxOptions").flatMap(({ container, value, path, owner }) => {
      const offences: PodSecurityOffence[] = [];
      const report = (field: string, message: string) =>
        offences.push({ ...(container ? { container } : {}), path: [...path, field], message });
      const type = stringAt(value, "type") ?? "";
      if (!types.includes(type))
        report("type", `${owner} runs as the SELinux type ${type}, which is not one for containers`);
      for (const field of ["user", "role"]) {
        const name = stringAt(value, field);
        if (name) report(field, `${owner} sets the SELinux ${field} ${name}`);
      }
      return offences;
    });
}
