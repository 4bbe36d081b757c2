import { PLAIN_REPO, RUNS, RUNS_ENV, UNVERIFIED } from "../../../rules/image/git-sync-injection";
import type { PolicySource } from "../../policy-source";
import { CONTAINER, pattern, perContainer, WORDS } from "../expressions";

/** Options of git-sync that run a program or fetch unprotected. */
export const gitSyncInjectionPolicy: PolicySource = {
  rule: "image/git-sync-injection",
  match: "pods",
  offences: perContainer(
    `c.?image.orValue('').matches('(^|/)git-sync(-amd64)?([:@]|$)') ? ${WORDS}.filter(w, w.matches(${pattern(RUNS)}) || w.matches(${pattern(UNVERIFIED)}) || w.matches(${pattern(PLAIN_REPO)})).map(w, ${CONTAINER} + ' by ' + w.split('=')[0]) + c.?env.orValue([]).filter(e, e.name.matches(${pattern(RUNS_ENV)})).map(e, ${CONTAINER} + ' by ' + e.name) : []`,
  ),
};
