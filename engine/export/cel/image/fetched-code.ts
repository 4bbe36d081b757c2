import { PIPED, SUBSTITUTED } from "../../../rules/image/fetched-code";
import type { PolicySource } from "../../policy-source";
import { containersWhere, pattern, WORDS } from "../expressions";

/** A single quote ends a text of CEL; `.` stands for it. */
const SUBSTITUTED_TEXT = pattern(new RegExp(SUBSTITUTED.source.replaceAll("'", ".")));

/** Containers that run a script straight from a download. */
export const fetchedCodePolicy: PolicySource = {
  rule: "image/fetched-code",
  match: "pods",
  offences: containersWhere(
    `${WORDS}.exists(w, w.matches(${pattern(PIPED)}) || w.matches(${SUBSTITUTED_TEXT}))`,
  ),
};
