import type { KubernetesMinor } from "../../engine/kubernetes/kubernetes-version";
import type { Level, Profile } from "../../engine/policy/configuration";
import { createPolicy, type Policy } from "../../engine/policy/policy";
import type { RuleOptions } from "../../engine/rules/rule";

/** A policy as plain data: what the language server knows of a folder, for whoever judges a cluster by it. */
export interface PlainPolicy {
  readonly profile: Profile;
  readonly options: RuleOptions;
  /** The ids of the rules that run. */
  readonly enabled: readonly string[];
  /** Levels of rules that do not have the profile's. */
  readonly levels: Readonly<Record<string, Level>>;
}

/**
 * The policy again.
 *
 * @param plain absent where nothing is configured
 * @param version the cluster's own, which wins over what is configured
 */
export function policyOfPlain(plain: PlainPolicy | undefined, version: KubernetesMinor | undefined): Policy {
  if (!plain) return createPolicy({}, version === undefined ? {} : { kubernetesVersion: version });
  const enabled = new Set(plain.enabled);
  const { profile, levels } = plain;
  return {
    profile,
    options: version === undefined ? plain.options : { ...plain.options, kubernetesVersion: version },
    isEnabled: ({ id }) => enabled.has(id),
    levelOf: ({ rule, severity }) => levels[rule] ?? profile.levels[severity],
  };
}
