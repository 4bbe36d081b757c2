import type { Fact } from "../inventory/fact";

/**
 * The facts that are alone with their name and namespace. Two manifests of one identity in a scope are variants of
 * which one will be deployed: nothing can be predicted from either.
 */
export function onlyOnes(facts: readonly Fact[]): readonly Fact[] {
  const key = ({ namespace, name }: Fact) => JSON.stringify([namespace ?? null, name ?? null]);
  const counts = new Map<string, number>();
  for (const fact of facts) counts.set(key(fact), (counts.get(key(fact)) ?? 0) + 1);
  return facts.filter((fact) => counts.get(key(fact)) === 1);
}
