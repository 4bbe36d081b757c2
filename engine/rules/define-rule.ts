import { WORKLOAD_KINDS } from "../kubernetes/pod-template";
import type { GroupKind } from "../kubernetes/resource";
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

/** Defines a rule over the pods of every workload kind. */
export function definePodRule(rule: RuleMetadata & { check(context: PodContext): void }): DocumentRule {
  return {
    ...rule,
    scope: "document",
    appliesTo: WORKLOAD_KINDS,
    check(context) {
      for (const pod of context.pods) rule.check({ ...context, pod });
    },
  };
}

/** Defines a rule over every container of every list of every workload kind. */
export function defineContainerRule(
  rule: RuleMetadata & { check(context: ContainerContext): void },
): DocumentRule {
  return definePodRule({
    ...rule,
    check(context) {
      for (const container of context.pod.containers) rule.check({ ...context, container });
    },
  });
}

/** Defines a rule over the inventory of a scope. */
export function defineInventoryRule(
  rule: RuleMetadata & {
    readonly appliesTo: readonly GroupKind[];
    readonly needsClosedScope?: true;
    check(context: InventoryContext): void;
  },
): InventoryRule {
  return { ...rule, scope: "inventory" };
}
