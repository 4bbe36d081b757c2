import type { Rule } from "../rule";
import { ambiguousPrefix } from "./ambiguous-prefix";
import { defaultNamespace } from "./default-namespace";
import { deprecatedApi } from "./deprecated-api";
import { namespaceLabel } from "./namespace-label";
import { namespaceNotEnforced } from "./namespace-not-enforced";
import { namespacePrivileged } from "./namespace-privileged";
import { podSecurityRefuses } from "./pod-security-refuses";
import { policyException } from "./policy-exception";
import { policyIneffective } from "./policy-ineffective";
import { policyNarrowMatch } from "./policy-narrow-match";
import { policyNotDenying } from "./policy-not-denying";
import { policyRefuses } from "./policy-refuses";
import { policyWithoutBinding } from "./policy-without-binding";
import { removedApi } from "./removed-api";
import { systemNamespace } from "./system-namespace";
import { unknownField } from "./unknown-field";
import { unknownValue } from "./unknown-value";
import { webhookFailScope } from "./webhook-fail-scope";
import { webhookFailureIgnore } from "./webhook-failure-ignore";
import { webhookOptOut } from "./webhook-opt-out";
import { webhookSeesSecrets } from "./webhook-sees-secrets";
import { webhookSettings } from "./webhook-settings";
import { wrongType } from "./wrong-type";

/** The rules of the layer admission, in the order in which they are listed. */
export const admissionRules: readonly Rule[] = [
  ambiguousPrefix,
  defaultNamespace,
  deprecatedApi,
  namespaceLabel,
  namespaceNotEnforced,
  namespacePrivileged,
  podSecurityRefuses,
  policyException,
  policyIneffective,
  policyNarrowMatch,
  policyNotDenying,
  policyRefuses,
  policyWithoutBinding,
  removedApi,
  systemNamespace,
  unknownField,
  unknownValue,
  webhookFailScope,
  webhookFailureIgnore,
  webhookOptOut,
  webhookSeesSecrets,
  webhookSettings,
  wrongType,
];
