import { type ComponentFlaw, FLAWS } from "../../../rules/image/known-vulnerable-component";
import type { PolicySource } from "../../policy-source";
import { imagesWhere, pattern } from "../expressions";

/** A version as one number, as the expression makes it of the image's tag `v`. */
function numberOf(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  return major * 10_000_000_000 + minor * 100_000 + patch;
}

function isAffected({ image, affected }: ComponentFlaw): string {
  const ranges = affected.map(([from, fixed]) => `(n >= ${numberOf(from)} && n < ${numberOf(fixed)})`);
  return `(i.name.matches(${pattern(image)}) && (${ranges.join(" || ")}))`;
}

/** Components in versions with a flaw; the numbers of a version are compared as one. */
export const knownVulnerableComponentPolicy: PolicySource = {
  rule: "image/known-vulnerable-component",
  match: "pods",
  offences: imagesWhere(
    `i.tag.matches('^v?[0-9]+([.][0-9]+){0,2}') && [i.tag.replace('v', '', 1).split('-')[0].split('+')[0].split('.')].exists(v, v.all(n, n.matches('^[0-9]{1,5}$')) && [int(v[0]) * 10000000000 + (v.size() > 1 ? int(v[1]) : 0) * 100000 + (v.size() > 2 ? int(v[2]) : 0)].exists(n, ${FLAWS.map(isAffected).join(" || ")}))`,
  ),
};
