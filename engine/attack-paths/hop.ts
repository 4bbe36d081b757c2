import type { Fact } from "../inventory/fact";
import type { Path } from "../json";

/** One step of an attack, with its place. */
export interface Hop {
  /** What is passed, in a few words: `Ingress "edge"`, `container "web" is privileged`. */
  readonly text: string;
  readonly fact: Fact;
  readonly path: Path;
  /** How to close it. */
  readonly cut: string;
  /** What closing it takes, from 1 (a line that nobody misses) to 5 (another way to reach users). */
  readonly cost: 1 | 2 | 3 | 4 | 5;
}

/** The hop whose closing takes least; of equals the later one, which is nearer to the harm. */
export function cheapestHop(hops: readonly Hop[]): Hop | undefined {
  return hops.reduce<Hop | undefined>((best, hop) => (best && best.cost < hop.cost ? best : hop), undefined);
}
