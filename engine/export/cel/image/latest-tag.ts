import { MOVING_TAGS } from "../../../rules/image/latest-tag";
import type { PolicySource } from "../../policy-source";
import { imagesWhere, listOf } from "../expressions";

/** Images without a tag or with a moving one, digests apart. */
export const latestTagPolicy: PolicySource = {
  rule: "image/latest-tag",
  match: "pods",
  offences: imagesWhere(`i.digest == '' && (i.tag == '' || i.tag.lowerAscii() in ${listOf(MOVING_TAGS)})`),
};
