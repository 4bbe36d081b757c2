import type { RuleFilter } from "./analyze-file";
import { analyzeView, rulesFor, type ScopeFinding, viewsOf } from "./analyze-scope";
import type { Fact } from "./inventory/fact";
import { createInventory, type Inventory } from "./inventory/inventory";
import { keepFacts } from "./inventory/keep-facts";
import { type TrackedInventory, trackInventory } from "./inventory/tracked-inventory";
import type { InventoryRule, RuleId, RuleOptions } from "./rules/rule";

/** A scope as it is now. */
export interface ScopeInput {
  readonly scope: string;
  readonly closed: boolean;
  /** All facts, in file order. Those that are the very objects of the last time cost nothing. */
  readonly facts: readonly Fact[];
  readonly options: RuleOptions;
  readonly isEnabled: RuleFilter;
}

/** A judged scope, with what its verdicts depend on. Nothing in it changes. */
export interface ScopeState {
  readonly inventory: Inventory;
  /** In the order of the rules, as `analyzeScope` returns them; the same list where no rule found anything else. */
  readonly findings: readonly ScopeFinding[];
  /** The rules that had to run, if only for one namespace; the others' findings are those of the last time. */
  readonly ran: readonly RuleId[];
  readonly input: ScopeInput;
  readonly tracked: TrackedInventory;
  readonly verdicts: ReadonlyMap<RuleId, Verdict>;
  /** How a rule judges the scope: one function each, by which its findings are remembered. */
  readonly judges: ReadonlyMap<RuleId, Judge>;
}

type Judge = (inventory: Inventory) => readonly ScopeFinding[];

/** What a rule found: a list for each namespace, or one for the scope. A list stays the same until it is made anew. */
export type Verdict = readonly (readonly ScopeFinding[])[];

/**
 * Judges a scope by the inventory rules, like `analyzeScope`, but runs only those rules whose look-ups are answered
 * otherwise than the last time, and those that judge namespace by namespace only for the namespaces in question. The
 * result equals that of `analyzeScope`.
 *
 * @param previous the scope's last state, if there is one; other options than then judge it from scratch
 */
export function analyzeScopeIncrementally(previous: ScopeState | undefined, input: ScopeInput): ScopeState {
  const steps = analyzeScopeInSteps(previous, input);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same in steps: it pauses after each rule that ran. Whoever gives up in between goes on with `previous`. */
export function* analyzeScopeInSteps(
  previous: ScopeState | undefined,
  input: ScopeInput,
): Generator<void, ScopeState> {
  const isComparable =
    previous !== undefined &&
    previous.input.options === input.options &&
    previous.input.closed === input.closed &&
    previous.input.scope === input.scope;
  const before = isComparable ? previous : undefined;
  const facts = before ? keepFacts(before.inventory.facts, input.facts) : input.facts;
  const inventory =
    before && facts === before.inventory.facts
      ? before.inventory
      : createInventory(input.scope, input.closed, facts, before?.inventory);
  const tracked = trackInventory(inventory, before?.tracked);
  const verdicts = new Map<RuleId, Verdict>();
  const judges = new Map<RuleId, Judge>();
  const ran: RuleId[] = [];
  let isSame = true;
  for (const rule of rulesFor(input.closed, input.isEnabled)) {
    const judge = before?.judges.get(rule.id) ?? judgeBy(rule, input.options);
    judges.set(rule.id, judge);
    const known = before?.verdicts.get(rule.id);
    const verdict: (readonly ScopeFinding[])[] = [];
    for (const view of viewsOf(rule, inventory)) {
      const { value, isNew } = tracked.remember(judge, view);
      verdict.push(value);
      if (!isNew) continue;
      if (ran.at(-1) !== rule.id) ran.push(rule.id);
      yield;
    }
    const isKept = known?.length === verdict.length && verdict.every((list, at) => list === known[at]);
    verdicts.set(rule.id, isKept ? known : verdict);
    if (!isKept) isSame = false;
  }
  tracked.settle();
  const findings =
    before && isSame && verdicts.size === before.verdicts.size
      ? before.findings
      : [...verdicts.values()].flatMap((lists) => lists.flat());
  return { inventory, findings, ran, input, tracked, verdicts, judges };
}

const NOTHING: readonly ScopeFinding[] = [];

function judgeBy(rule: InventoryRule, options: RuleOptions): Judge {
  return (inventory) => {
    const findings = analyzeView(rule, inventory, options);
    return findings.length === 0 ? NOTHING : findings;
  };
}
