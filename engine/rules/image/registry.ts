import type { Rule } from "../rule";
import { deprecatedRegistry } from "./deprecated-registry";
import { digest } from "./digest";
import { invalidReference } from "./invalid-reference";
import { latestTag } from "./latest-tag";
import { pullPolicy } from "./pull-policy";
import { untrustedRegistry } from "./untrusted-registry";

/** The rules of the layer image, in the order in which they are listed. */
export const imageRules: readonly Rule[] = [
  deprecatedRegistry,
  digest,
  invalidReference,
  latestTag,
  pullPolicy,
  untrustedRegistry,
];
