import type { RuleId, RuleOptions } from "../rules/rule";

/** Resources that a policy reads, as `matchConstraints` names them. Every served version is meant. */
export interface PolicyMatch {
  /** The API group; `""` for the core group. */
  readonly group: string;
  /** Plural names, with subresources after a slash. */
  readonly resources: readonly string[];
}

/**
 * A key of the parameters' ConfigMap that a policy reads. Lists are written one item a line.
 * The policy sees it as `variables.<key>`, a list of strings.
 */
export type PolicyParameter = "trustedRegistries" | "deniedRegistries" | "requiredLabels" | "ingressHosts";

/**
 * A rule as the API server can judge it: an expression of the Common Expression Language that lists what is wrong.
 *
 * Expressions read the object by variables alone, never by `object` itself, so that the exporter can ask the same of
 * the old object of an update: `variables.root` (the object), `variables.spec`, `variables.notes` (its annotations) and
 * `variables.marks` (its labels), and for `pods` also `variables.podSpec`,
 * `variables.podMetadata`, `variables.annotations` and `variables.labels` (of the pod), `variables.containers` (of all
 * three lists), `variables.servers` (without the ephemeral ones), `variables.volumes` and `variables.images`; see
 * `standard-variables.ts`.
 */
export interface PolicySource {
  readonly rule: RuleId;
  /** `pods`: every kind that holds a pod template. */
  readonly match: "pods" | readonly PolicyMatch[];
  /** Beside the kinds that hold pod templates. */
  readonly also?: readonly PolicyMatch[];
  /** Variables of its own by name, each may use those before it. */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * A list of strings, one for each fault: the place of the fault, told apart from others and never by a value that may
   * be secret. An update is let through where every place was at fault before. `undefined`: the rule says nothing at
   * these options, and no policy is made.
   */
  readonly offences: string | ((options: RuleOptions) => string | undefined);
  readonly parameter?: PolicyParameter;
}
