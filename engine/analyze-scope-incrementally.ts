import type { RuleFilter } from "./analyze-file";
import { analyzeRule, type ScopeFinding } from "./analyze-scope";
import type { Fact } from "./inventory/fact";
import { createInventory, type Inventory } from "./inventory/inventory";
import { keepFacts } from "./inventory/keep-facts";
import {
  answersAlike,
  type LookUps,
  type TrackedInventory,
  trackInventory,
} from "./inventory/tracked-inventory";
import { inventoryRules } from "./rules/registry";
import type { RuleId, RuleOptions } from "./rules/rule";

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
  /** In the order of the rules, as `analyzeScope` returns them. */
  readonly findings: readonly ScopeFinding[];
  /** The rules that had to run; the others' findings are those of the last time. */
  readonly ran: readonly RuleId[];
  readonly input: ScopeInput;
  readonly tracked: TrackedInventory;
  readonly verdicts: ReadonlyMap<RuleId, Verdict>;
}

interface Verdict {
  readonly findings: readonly ScopeFinding[];
  readonly lookUps: LookUps;
}

/**
 * Judges a scope by the inventory rules, like `analyzeScope`, but runs only those rules whose look-ups are answered
 * otherwise than the last time. The result equals that of `analyzeScope`.
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
      : createInventory(input.scope, input.closed, facts);
  const tracked = trackInventory(inventory, before);
  const verdicts = new Map<RuleId, Verdict>();
  const findings: ScopeFinding[] = [];
  const ran: RuleId[] = [];
  for (const rule of inventoryRules) {
    if (!input.isEnabled(rule) || (rule.needsClosedScope && !input.closed)) continue;
    const known = before?.verdicts.get(rule.id);
    let verdict = known;
    if (!before || !known || !answersAlike(known.lookUps, before.inventory, inventory)) {
      const { result, lookUps } = tracked.record(() => analyzeRule(rule, tracked.inventory, input.options));
      verdict = { findings: result, lookUps };
      ran.push(rule.id);
    }
    if (!verdict) continue;
    verdicts.set(rule.id, verdict);
    findings.push(...verdict.findings);
    if (verdict !== known) yield;
  }
  return { inventory, findings, ran, input, tracked, verdicts };
}
