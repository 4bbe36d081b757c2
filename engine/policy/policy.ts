import type { Finding } from "../finding";
import { type KubernetesMinor, NEWEST_MINOR } from "../kubernetes/kubernetes-version";
import { rules } from "../rules/registry";
import { type Layer, layerOf, type Rule, type RuleOptions } from "../rules/rule";
import { matchesStandard, type StandardSelection } from "../standards/standards";
import { nearest } from "../text-distance";
import type { Configuration, Level, Profile } from "./configuration";
import { BUILT_IN_PROFILES, DEFAULT_PROFILE } from "./profiles";

/** What a command line or an editor asks for beside the configuration. It wins over the configuration. */
export interface Selection {
  readonly profile?: string;
  readonly kubernetesVersion?: KubernetesMinor;
  /** Only these rules run; naming a rule also switches it on. */
  readonly rules?: readonly string[];
  readonly skip?: readonly string[];
  readonly layers?: readonly Layer[];
  readonly standards?: readonly StandardSelection[];
}

/** How findings are judged: which rules run, with what options, and how their findings count. */
export interface Policy {
  readonly profile: Profile;
  readonly options: RuleOptions;
  isEnabled(rule: Rule): boolean;
  levelOf(finding: Finding): Level;
}

/** A configuration or selection names something that does not exist. `message` says what and suggests. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";

  /** @param profile the profile whose name is the fault, for whoever knows where it is written */
  constructor(
    message: string,
    readonly profile?: string,
  ) {
    super(message);
  }
}

/**
 * Works out the policy of a configuration and a selection.
 *
 * @throws PolicyError for an unknown profile or a profile that extends itself
 */
export function createPolicy(configuration: Configuration, selection: Selection = {}): Policy {
  const profile = resolveProfile(
    configuration,
    selection.profile ?? configuration.profile ?? DEFAULT_PROFILE,
  );
  const settings = { ...profile.rules, ...configuration.rules };
  const suppressedByGroup = exclusiveLosers(profile.opinions);
  const named = selection.rules ? new Set(selection.rules) : undefined;
  const skipped = new Set(selection.skip);
  const enabled = new Set<string>();
  for (const rule of rules) if (runs(rule)) enabled.add(rule.id);

  function runs(rule: Rule): boolean {
    if (skipped.has(rule.id)) return false;
    if (named) return named.has(rule.id);
    if (selection.layers && !selection.layers.includes(layerOf(rule.id))) return false;
    const standards = selection.standards;
    if (standards) return standards.some((standard) => matchesStandard(rule, standard));
    if (profile.podSecurity) return matchesStandard(rule, { name: `pss-${profile.podSecurity}` });
    const setting = settings[rule.id]?.enabled;
    if (setting !== undefined) return setting;
    return rule.opinion !== true || (profile.opinions && !suppressedByGroup.has(rule.id));
  }

  return {
    profile,
    options: ruleOptions(configuration, selection),
    isEnabled: (rule) => enabled.has(rule.id),
    levelOf: (finding) => settings[finding.rule]?.level ?? profile.levels[finding.severity],
  };
}

function ruleOptions(configuration: Configuration, selection: Selection): RuleOptions {
  const options: Record<string, NonNullable<RuleOptions["rules"][string]>> = {};
  for (const [id, setting] of Object.entries(configuration.rules ?? {}))
    if (setting.options) options[id] = setting.options;
  return {
    kubernetesVersion: selection.kubernetesVersion ?? configuration.kubernetesVersion ?? NEWEST_MINOR,
    trustedRegistries: configuration.trustedRegistries ?? [],
    ingressInventory: configuration.ingress,
    tlsTerminatedBy: configuration.tlsTerminatedBy,
    clusterDns: configuration.clusterDns ?? "kube-dns",
    cloud: configuration.cloud,
    rules: options,
  };
}

/** Of rules that contradict each other, only the first of each group runs. */
function exclusiveLosers(opinions: boolean): ReadonlySet<string> {
  const losers = new Set<string>();
  const taken = new Set<string>();
  if (!opinions) return losers;
  for (const { id, exclusiveGroup } of rules) {
    if (exclusiveGroup === undefined) continue;
    if (taken.has(exclusiveGroup)) losers.add(id);
    taken.add(exclusiveGroup);
  }
  return losers;
}

function resolveProfile(configuration: Configuration, name: string, seen: readonly string[] = []): Profile {
  if (seen.includes(name))
    throw new PolicyError(`profile "${name}" extends itself: ${[...seen, name].join(" → ")}`, name);
  const own = configuration.profiles?.[name];
  const builtIn = BUILT_IN_PROFILES[name];
  if (!own) {
    if (builtIn) return builtIn;
    const known = [...Object.keys(BUILT_IN_PROFILES), ...Object.keys(configuration.profiles ?? {})];
    const near = nearest(name, known);
    const meant = near === undefined ? "" : `did you mean "${near}"? `;
    throw new PolicyError(`there is no profile "${name}"; ${meant}known are ${known.join(", ")}`, name);
  }
  const inherited = builtIn ?? BUILT_IN_PROFILES[DEFAULT_PROFILE];
  const parent =
    own.extends || !inherited
      ? resolveProfile(configuration, own.extends ?? DEFAULT_PROFILE, [...seen, name])
      : inherited;
  const podSecurity = own.podSecurity ?? parent.podSecurity;
  return {
    name,
    levels: { ...parent.levels, ...own.levels },
    opinions: own.opinions ?? parent.opinions,
    ...(podSecurity ? { podSecurity } : {}),
    rules: { ...parent.rules, ...own.rules },
  };
}
