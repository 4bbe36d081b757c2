import type { PolicySource } from "../../policy-source";
import { imagesWhere } from "../expressions";

/** Images without a digest. */
export const digestPolicy: PolicySource = {
  rule: "image/digest",
  match: "pods",
  offences: imagesWhere("i.digest == ''"),
};
