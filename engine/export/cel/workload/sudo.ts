import type { PolicySource } from "../../policy-source";
import { containersWhere, quote, WORDS } from "../expressions";

/** A word where a command stands: at the beginning, or after an operator of the shell. RE2 knows no look-ahead. */
const SUDO = "(^|[;&|({`]|\\b(then|do|else|exec|time)\\b)\\s*([\\w./-]*/)?sudo(\\s|$)";

const SHELL = "^(.*/)?(ba|da|a|z|k)?sh$";

/** Containers that start with sudo, or whose shell script calls it. */
export const sudoPolicy: PolicySource = {
  rule: "workload/sudo",
  match: "pods",
  offences: containersWhere(
    `${WORDS}.size() > 0 && (${WORDS}[0].matches(${quote(SHELL)}) ? ${WORDS}.exists(w, w.matches('^-[a-z]*c$')) && ${WORDS}.exists(w, w.matches(${quote(SUDO)})) : ${WORDS}[0].matches(${quote(SUDO)}))`,
  ),
};
