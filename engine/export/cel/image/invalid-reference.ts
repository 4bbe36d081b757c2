import type { PolicySource } from "../../policy-source";
import { imagesWhere } from "../expressions";

/** References that the kubelet cannot read. */
export const invalidReferencePolicy: PolicySource = {
  rule: "image/invalid-reference",
  match: "pods",
  offences: imagesWhere(
    "!i.text.matches('[$][({]|[{][{]|<[^>]*>') && (i.text.matches('^[a-f0-9]{64}$') || !i.text.matches('^((localhost|[a-zA-Z0-9-]*[.:A-Z][a-zA-Z0-9.:-]*)/)?[a-z0-9]+((([._]|__|-+)[a-z0-9]+)|/[a-z0-9]+)*(:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?(@(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}))?$'))",
  ),
};
