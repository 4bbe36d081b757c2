import type { CelMap, Value } from "../../cel";

/** Something that is to be created, as the API server asks its policies about it. */
export interface AdmissionRequest {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The plural by which rules name it; `undefined` for kinds whose plural nobody says. */
  readonly resource: string | undefined;
  readonly isNamespaced: boolean;
  /** `undefined` where the manifests do not say. */
  readonly namespace: string | undefined;
  /** `undefined` where the cluster makes it. */
  readonly name: string | undefined;
  /** The labels that are known. */
  readonly labels: Readonly<Record<string, string>>;
  /** Keys of labels whose values the cluster makes. */
  readonly madeLabels: readonly string[];
  readonly object: CelMap;
  /** Who asks. */
  readonly userName: Value;
  /** The kind of the workload whose controller asks, where it is not the author. */
  readonly madeFor: string | undefined;
}

/** The plural of a built-in kind: `networkpolicies`, `ingresses`, `endpoints`. */
export function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (lower === "endpoints") return lower;
  if (/(s|x|ch|sh)$/.test(lower)) return `${lower}es`;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}
