import type { PodSecurityCheck } from "./check";
import { unmasked } from "./proc-mount";

/** Restricted: /proc keeps its masks, with a user namespace too. Before 1.35 baseline said so. */
export const procMountRestrictedCheck: PodSecurityCheck = {
  id: "procMount_restricted",
  level: "restricted",
  overrides: ["procMount"],
  versions: [{ from: 35, find: unmasked }],
};
