import type { PolicySource } from "../../policy-source";
import { imagesWhere } from "../expressions";
import { IS_REFERENCE } from "../image-reference";

/** References that the kubelet cannot read, placeholders that somebody fills in later apart. */
export const invalidReferencePolicy: PolicySource = {
  rule: "image/invalid-reference",
  match: "pods",
  offences: imagesWhere(`!i.text.matches('[$][({]|[{][{]|<[^>]*>') && !${IS_REFERENCE}`),
};
