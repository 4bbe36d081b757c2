import { quote } from "./expressions";

/** What the kubelet reads as a reference. Source: distribution/reference; RE2 has what the grammar needs. */
const REFERENCE =
  "^((localhost|[a-zA-Z0-9-]*[.:A-Z][a-zA-Z0-9.:-]*)/)?[a-z0-9]+((([._]|__|-+)[a-z0-9]+)|/[a-z0-9]+)*(:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?(@(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}))?$";

/** Whether the kubelet can read the reference of the image `i`. */
export const IS_REFERENCE = `(i.text.matches(${quote(REFERENCE)}) && !i.text.matches('^[a-f0-9]{64}$'))`;
