import { describe, expect, test } from "vitest";
import { ruleById } from "../../../engine/rules/registry";
import { judge } from "../judge";
import { judgingRules, readExample } from "./examples";

/**
 * Rules that may speak of the same place, each with the reason: they name different faults, or the second says what
 * comes of the first.
 */
const JUSTIFIED: Readonly<Record<string, string>> = {
  "admission/unknown-value + workload/seccomp-unconfined":
    "the API server refuses the value, and Pod Security refuses it too: both standards of judging have to say so",
  "admission/wrong-type + workload/read-only-root-filesystem":
    "a value of the wrong type counts as absent, so the hardening is missing until it is corrected",
  "identity/account-change + identity/missing-service-account":
    "the second account differs from the first, and it does not exist either",
  "resources/cpu-request + resources/hpa-without-requests":
    "the missing request also stops the autoscaler, which only the scope can tell",
  "resources/memory-limit + resources/quota-refuses":
    "the missing limit also keeps the namespace's quota from admitting the pod, which only the scope can tell",
  "secrets/secret-in-env + secrets/synced-secret-not-mounted":
    "a file would be better than a variable, and this Secret will not even exist",
  "mesh/no-authorization-policy + resources/namespace-quota":
    "two different objects are missing from the namespace",
  "network/namespace-without-policy + resources/namespace-quota":
    "two different objects are missing from the namespace",
};

/** What is missing from a command line, or from a list in it, belongs to the line as a whole; each is a fault of its own. */
function isMissingArgument(rules: readonly string[], place: string): boolean {
  return (
    rules.every((rule) => rule.startsWith("control-plane/")) &&
    /"(command|args|extraArgs)"[^"]*,null\]$/.test(place)
  );
}

interface Clash {
  readonly rules: string;
  readonly place: string;
}

function clashesOf(id: string): Clash[] {
  const { text, options } = readExample(`${id}.bad.yaml`);
  const byPlace = new Map<string, Set<string>>();
  for (const each of judge(undefined, text, options)) {
    if (ruleById(each.rule)?.opinion) continue;
    const { document, base, path, span = null } = each.finding;
    const place = JSON.stringify([document, base, path, span]);
    byPlace.set(place, (byPlace.get(place) ?? new Set()).add(each.rule));
  }
  return [...byPlace].flatMap(([place, rules]) => {
    const names = [...rules].sort();
    if (names.length < 2 || isMissingArgument(names, place)) return [];
    return [{ rules: names.join(" + "), place }];
  });
}

describe("one cause is told once", () => {
  test.each(judgingRules.map(({ id }) => id))("%s", (id) => {
    expect(clashesOf(id).filter(({ rules }) => !Object.hasOwn(JUSTIFIED, rules))).toEqual([]);
  });

  test("every exception is still needed", () => {
    const seen = new Set(judgingRules.flatMap(({ id }) => clashesOf(id).map(({ rules }) => rules)));
    expect(Object.keys(JUSTIFIED).filter((rules) => !seen.has(rules))).toEqual([]);
  });
});
