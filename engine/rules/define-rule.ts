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
      for (const each of podContexts(context)) rule.check(each);
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
      for (const each of containerContexts(context)) rule.check(each);
    },
  });
}

const podContextsOf = new WeakMap<ResourceContext, readonly PodContext[]>();
const containerContextsOf = new WeakMap<PodContext, readonly ContainerContext[]>();

/** The contexts of the pods of a resource: made once, for all the rules that are given the same context. */
function podContexts(context: ResourceContext): readonly PodContext[] {
  const known = podContextsOf.get(context);
  if (known) return known;
  const contexts = context.pods.map((pod) => ({ ...context, pod }));
  podContextsOf.set(context, contexts);
  return contexts;
}

function containerContexts(context: PodContext): readonly ContainerContext[] {
  const known = containerContextsOf.get(context);
  if (known) return known;
  const contexts = context.pod.containers.map((container) => ({ ...context, container }));
  containerContextsOf.set(context, contexts);
  return contexts;
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
