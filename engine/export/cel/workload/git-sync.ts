import { SENDS } from "../../../rules/workload/git-sync";
import type { PolicySource } from "../../policy-source";
import { CONTAINER, perContainer } from "../expressions";

const upper = (names: Iterable<string>) => [...names].join("|").replaceAll("-", "_").toUpperCase();

/** Settings by which git-sync sends the token of the pod. */
export const gitSyncPolicy: PolicySource = {
  rule: "workload/git-sync",
  match: "pods",
  offences: perContainer(
    `c.?image.orValue('').matches('(^|/)git-sync(/git-sync)?(-[a-z0-9]+)?([:@]|$)') ? c.?args.orValue([]).filter(w, w.matches('^--?(${[...SENDS].join("|")})=.*/serviceaccount/')).map(w, ${CONTAINER} + ' by ' + w.split('=')[0]) + c.?env.orValue([]).filter(e, e.name.matches('^(GITSYNC|GIT_SYNC)_(${upper(SENDS)})$') && e.?value.orValue('').contains('/serviceaccount/')).map(e, ${CONTAINER} + ' by ' + e.name) : []`,
  ),
};
