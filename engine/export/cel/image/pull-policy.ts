import type { PolicySource } from "../../policy-source";
import { imagesWhere } from "../expressions";

/** Images that are not pulled on every start, digests apart. */
export const pullPolicyPolicy: PolicySource = {
  rule: "image/pull-policy",
  match: "pods",
  offences: imagesWhere(
    "i.digest == '' && i.pullPolicy != 'Always' && !(i.pullPolicy == '' && i.tag in ['', 'latest'])",
  ),
};
