import { WORKLOAD_KINDS } from "../kubernetes/pod-template";
import type { GroupKind } from "../kubernetes/resource";
import { containerContextsOf, eachPart, type PartsOf, podContextsOf } from "./parts";
import type {
  ContainerContext,
  DocumentRule,
  InventoryContext,
  InventoryRule,
  PodContext,
  ResourceContext,
  RuleMetadata,
} from "./rule";

/** Defines a rule over resources of the kinds it names. */
export function defineResourceRule(
  rule: RuleMetadata & { readonly appliesTo: readonly GroupKind[]; check(context: ResourceContext): void },
): DocumentRule {
  return { ...rule, scope: "document" };
}

/** Defines a rule that asks about one part of a resource at a time: of each that `of` lists. */
export function definePartRule<Part>(
  rule: RuleMetadata & {
    readonly appliesTo: readonly GroupKind[];
    readonly of: PartsOf<Part>;
    check(part: Part): void;
  },
): DocumentRule {
  const { of, check, ...metadata } = rule;
  return {
    ...metadata,
    scope: "document",
    each: eachPart(of, check),
    check(context) {
      for (const part of of(context)) check(part);
    },
  };
}

/** Defines a rule over the pods of every workload kind. */
export function definePodRule(rule: RuleMetadata & { check(context: PodContext): void }): DocumentRule {
  return definePartRule({ ...rule, appliesTo: WORKLOAD_KINDS, of: podContextsOf });
}

/** Defines a rule over every container of every list of every workload kind. */
export function defineContainerRule(
  rule: RuleMetadata & { check(context: ContainerContext): void },
): DocumentRule {
  return definePartRule({ ...rule, appliesTo: WORKLOAD_KINDS, of: containerContextsOf });
}

/** Defines a rule over the inventory of a scope. */
export function defineInventoryRule(
  rule: RuleMetadata & {
    readonly appliesTo: readonly GroupKind[];
    readonly needsClosedScope?: true;
    readonly eachNamespace?: true;
    check(context: InventoryContext): void;
  },
): InventoryRule {
  return { ...rule, scope: "inventory" };
}
