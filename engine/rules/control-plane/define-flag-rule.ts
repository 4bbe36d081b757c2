import {
  type Component,
  type ComponentName,
  type Flag,
  flagOf,
  type ListMember,
  listMembers,
  type Place,
  parseFlagBoolean,
} from "../../control-plane/component";
import { componentFlags, kindsOfComponents } from "../../control-plane/component-flags";
import { fix } from "../../fixes/change";
import type { Fix, FixSafety } from "../../fixes/fix";
import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import { definePartRule } from "../define-rule";
import type { DocumentRule, Report, ResourceContext, RuleMetadata } from "../rule";

/** What the check of a component receives. */
export interface ComponentContext {
  readonly component: Component;
  /** The version that the component's image or configuration names, else the one that is judged for. */
  readonly version: KubernetesMinor;
  report(report: Report): void;
}

/** Defines a rule over the components that a resource configures, whatever declares their flags. */
export function defineComponentRule(
  rule: RuleMetadata & {
    readonly components: readonly ComponentName[];
    check(context: ComponentContext): void;
  },
): DocumentRule {
  const { components, check, ...metadata } = rule;
  const names = new Set<ComponentName>(components);
  return definePartRule({
    ...metadata,
    appliesTo: kindsOfComponents(components),
    of: componentContextsOf,
    check(context) {
      if (names.has(context.component.name)) check(context);
    },
  });
}

/** The components that a resource configures. */
function componentContextsOf({ resource, pods, options, report }: ResourceContext): ComponentContext[] {
  return componentFlags(resource, pods).map((component) => ({
    component,
    version: component.version ?? options.kubernetesVersion,
    report,
  }));
}

/** What is asked of the value of a flag. */
export type Expectation =
  /** A boolean flag that must have this value. */
  | { readonly is: boolean }
  /** A flag that must be given, whatever its value, beside others that belong to it. */
  | { readonly isSet: true; readonly with?: readonly string[] }
  /** A flag that must not be given. */
  | { readonly isUnset: true }
  /** A whole number that must not be smaller. */
  | { readonly atLeast: number }
  /** Anything else: whether a value is at fault. */
  | { isBad(value: string, component: Component): boolean };

/** A rule about one flag, as data. */
export interface FlagRule extends RuleMetadata {
  readonly components: readonly ComponentName[];
  readonly flag: string;
  readonly expect: Expectation;
  /** What the fault leads to, continuing `kube-apiserver runs with --x=y: …`. */
  readonly consequence: string;
  /** Whether the component is at fault where nothing gives it the flag; `false` where its default is safe. */
  readonly absent: boolean | ((component: Component, version: KubernetesMinor) => boolean);
  /** Judged only where this holds: where another rule does not report the cause, where the version has the flag. */
  readonly when?: (component: Component, version: KubernetesMinor) => boolean;
  /** Whether the value that puts it right needs nothing else that is not there; always, if left out. */
  readonly fixWhen?: (component: Component) => boolean;
  /** The value that puts it right, where a machine can decide. */
  readonly fix?:
    | { readonly safety: FixSafety; readonly value: string }
    | { readonly safety: FixSafety; readonly remove: true };
}

/** Defines a rule about one flag of one or more components: one finding for each component. */
export function defineFlagRule(rule: FlagRule): DocumentRule {
  const {
    components,
    flag: name,
    expect,
    consequence,
    absent,
    when,
    fixWhen,
    fix: remedyOfAll,
    ...metadata
  } = rule;
  return defineComponentRule({
    ...metadata,
    components,
    check({ component, version, report }) {
      if (when && !when(component, version)) return;
      const remedy = fixWhen && !fixWhen(component) ? undefined : remedyOfAll;
      const wanted = "isSet" in expect ? [name, ...(expect.with ?? [])] : [name];
      const missing = wanted.find((each) => flagOf(component, each) === undefined);
      const flag = flagOf(component, name);
      if (flag && isBad(flag, expect, component)) {
        report({
          ...flag.place,
          message: `${describeFlag(component, flag)}: ${consequence}`,
          fixes: remedyOf(component, name, flag, remedy),
        });
      } else if (missing !== undefined && isAbsent(rule, component, version, missing)) {
        report({
          ...component.home(missing),
          message: `${component.name} runs without ${component.spell(missing)}${"is" in expect ? `=${expect.is}` : ""}: ${consequence}`,
          fixes: remedyOf(component, name, undefined, remedy),
        });
      }
    },
  });
}

function isAbsent(
  { absent, expect }: FlagRule,
  component: Component,
  version: KubernetesMinor,
  missing: string,
): boolean {
  if (!component.isComplete) return false;
  if (component.presets[missing] !== undefined) return false;
  if ("isUnset" in expect) return false;
  return typeof absent === "function" ? absent(component, version) : absent;
}

function isBad(flag: Flag, expect: Expectation, component: Component): boolean {
  if ("isUnset" in expect) return true;
  if (flag.value === undefined) return false;
  if ("is" in expect) return parseFlagBoolean(flag.value) === !expect.is;
  if ("isSet" in expect) return flag.value === "";
  if ("atLeast" in expect) return /^-?\d+$/.test(flag.value) && Number(flag.value) < expect.atLeast;
  return expect.isBad(flag.value, component);
}

function remedyOf(
  component: Component,
  name: string,
  flag: Flag | undefined,
  remedy: FlagRule["fix"],
): Fix[] {
  if (!remedy) return [];
  if ("remove" in remedy) {
    const changes = flag?.remove() ?? [];
    return changes.length > 0 ? [fix(remedy.safety, `Remove ${component.spell(name)}`, ...changes)] : [];
  }
  const changes = flag ? flag.set(remedy.value) : component.add(name, remedy.value);
  return changes.length > 0
    ? [fix(remedy.safety, `Set ${component.spell(name)}=${remedy.value}`, ...changes)]
    : [];
}

/** `kube-apiserver runs with --profiling=true`; values that may hold more than a setting are left out. */
export function describeFlag(component: Component, flag: Flag): string {
  const value = flag.value !== undefined && /^[\w.,:/\-[\]]{1,60}$/.test(flag.value) ? `=${flag.value}` : "";
  return `${component.name} runs with ${component.spell(flag.name)}${value}`;
}

/** What a rule asks about the members of a list flag. */
export interface ListFlagRule extends RuleMetadata {
  readonly components: readonly ComponentName[];
  readonly flag: string;
  /** The members that must not be there. */
  isBad(value: string, component: Component, version: KubernetesMinor): boolean;
  /** What a member that must not be there leads to. */
  consequence(value: string): string;
  readonly when?: (component: Component, version: KubernetesMinor) => boolean;
  /** How far taking the member out may be trusted; without it no fix is offered. */
  readonly fix?: FixSafety;
}

/** Defines a rule against members of a list flag: one finding for each member. */
export function defineListFlagRule(rule: ListFlagRule): DocumentRule {
  const { components, flag, isBad: isBadMember, consequence, when, fix: safety, ...metadata } = rule;
  return defineComponentRule({
    ...metadata,
    components,
    check({ component, version, report }) {
      if (when && !when(component, version)) return;
      for (const member of listMembers(component, flag)) {
        if (!isBadMember(member.value, component, version)) continue;
        report({
          ...member.place,
          message: `${component.name} runs with ${member.value} in ${component.spell(flag)}: ${consequence(member.value)}`,
          fixes: safety ? takeOut(member, safety) : [],
        });
      }
    },
  });
}

/** Takes a member out of a list flag; the flag goes with its last member. */
export function takeOut({ flag, value }: ListMember, safety: FixSafety): Fix[] {
  const rest = (flag.value ?? "").split(",").filter((each) => each.trim() !== value);
  const changes = rest.length > 0 ? flag.set(rest.join(",")) : flag.remove();
  return changes.length > 0 ? [fix(safety, `Take ${value} out of --${flag.name}`, ...changes)] : [];
}

/** Where a list flag is, or belongs. */
export function placeOfList(component: Component, name: string): Place {
  return flagOf(component, name)?.place ?? component.home(name);
}

/** Puts a member into a list flag, in front of nothing and behind the rest. */
export function putIn(component: Component, name: string, value: string, safety: FixSafety): Fix[] {
  const flag = flagOf(component, name);
  if (flag && flag.value === undefined) return [];
  const preset = component.presets[name];
  const changes = flag
    ? flag.set([flag.value, value].filter(Boolean).join(","))
    : component.add(name, [preset, value].filter(Boolean).join(","));
  return changes.length > 0 ? [fix(safety, `Add ${value} to --${name}`, ...changes)] : [];
}
