import type { Rule } from "../rule";
import { deniedRegistry } from "./denied-registry";
import { deprecatedRegistry } from "./deprecated-registry";
import { digest } from "./digest";
import { endOfLife } from "./end-of-life";
import { fetchedCode } from "./fetched-code";
import { foreignCloudRegistry } from "./foreign-cloud-registry";
import { gitSyncInjection } from "./git-sync-injection";
import { ingressNginxController } from "./ingress-nginx-controller";
import { invalidReference } from "./invalid-reference";
import { knownVulnerableComponent } from "./known-vulnerable-component";
import { latestTag } from "./latest-tag";
import { pullPolicy } from "./pull-policy";
import { pullSecret } from "./pull-secret";
import { signaturePolicyAbsent } from "./signature-policy-absent";
import { signaturePolicyWeak } from "./signature-policy-weak";
import { untrustedRegistry } from "./untrusted-registry";

/** The rules of the layer image, in the order in which they are listed. */
export const imageRules: readonly Rule[] = [
  deniedRegistry,
  deprecatedRegistry,
  digest,
  endOfLife,
  fetchedCode,
  foreignCloudRegistry,
  gitSyncInjection,
  ingressNginxController,
  invalidReference,
  knownVulnerableComponent,
  latestTag,
  pullPolicy,
  pullSecret,
  signaturePolicyAbsent,
  signaturePolicyWeak,
  untrustedRegistry,
];
