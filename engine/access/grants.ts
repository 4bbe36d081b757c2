import { impliedGroups } from "./implied-groups";
import {
  matchesGroup,
  matchesName,
  matchesResource,
  matchesUrl,
  matchesVerb,
  type PolicyRule,
} from "./policy-rule";
import type { AccessGrant, AccessQuestion, AccessSubject } from "./question";
import type { AccessWorld, BindingEntry } from "./world";

/** What the bindings in a world say to a question. */
export interface AccessEvidence {
  /** Every rule that allows it, ClusterRoleBindings first. */
  readonly grants: readonly AccessGrant[];
  /** The bindings that would count but whose role is not in sight. */
  readonly unresolved: readonly BindingEntry[];
}

/** Looks for everything that decides a question; `first` stops at the first rule that allows it. */
export function evidenceFor(
  world: AccessWorld,
  question: AccessQuestion,
  subject: AccessSubject,
  first = false,
): AccessEvidence {
  const grants: AccessGrant[] = [];
  const unresolved: BindingEntry[] = [];
  const entries = bindingsOf(world, subject).filter((entry) => appliesIn(entry, question));
  for (const entry of entries) {
    if (!entry.role) {
      unresolved.push(entry);
      continue;
    }
    for (const { rule, owner } of entry.role.rules) {
      if (!allows(rule, question)) continue;
      const { binding, subjectIndex, subject: bound } = entry;
      grants.push({
        binding,
        subjectIndex,
        subject: bound,
        role: entry.role.fact,
        ruleOwner: owner,
        ruleIndex: rule.index,
      });
      if (first) return { grants, unresolved };
      break;
    }
  }
  return { grants, unresolved };
}

/** Everything that is bound to a subject: by its name and by its groups. ClusterRoleBindings come first. */
export function bindingsOf(world: AccessWorld, { user, groups }: AccessSubject): readonly BindingEntry[] {
  const keys = [`User:${user}`, ...new Set(groups ?? impliedGroups(user)).values()].map((key, index) =>
    index === 0 ? key : `Group:${key}`,
  );
  const entries = keys.flatMap((key) => world.entriesOf(key));
  return [
    ...entries.filter(({ namespace }) => namespace === undefined),
    ...entries.filter(({ namespace }) => namespace !== undefined),
  ];
}

/** A RoleBinding speaks for its namespace only, and never about URLs. */
function appliesIn({ namespace }: BindingEntry, question: AccessQuestion): boolean {
  if (namespace === undefined) return true;
  return question.path === undefined && namespace === question.namespace;
}

/** Whether a policy rule allows what is asked. Source: k8s.io/kubernetes, plugin/pkg/auth/authorizer/rbac, `RuleAllows`. */
export function allows(rule: PolicyRule, question: AccessQuestion): boolean {
  if (!matchesVerb(rule, question.verb)) return false;
  if (question.path !== undefined) return matchesUrl(rule, question.path);
  return (
    matchesGroup(rule, question.group ?? "") &&
    matchesResource(rule, question.resource ?? "", question.subresource ?? "") &&
    matchesName(rule, question.name ?? "")
  );
}
