import { parseKubernetesVersion } from "../engine/kubernetes/kubernetes-version";
import type { Selection } from "../engine/policy/policy";
import { ruleById, rules } from "../engine/rules/registry";
import { LAYERS, type Layer } from "../engine/rules/rule";
import type { StandardEdition } from "../engine/standards/standard";
import {
  editionsOf,
  parseStandard,
  STANDARD_NAMES,
  type StandardSelection,
  standardEdition,
} from "../engine/standards/standards";
import { nearest } from "../engine/text-distance";
import { oneOf } from "./one-of";
import { UsageError } from "./usage-error";

/** The options of `scan` and `fix` that choose what is judged, as commander hands them over. */
export interface SelectionOptions {
  readonly profile?: string;
  readonly kubernetesVersion?: string;
  readonly rule?: readonly string[];
  readonly skip?: readonly string[];
  readonly layer?: readonly string[];
  readonly standard?: readonly string[];
}

/**
 * Reads the selection of a call.
 *
 * @throws UsageError for an unknown rule, layer, standard or version, with a suggestion where one is near
 */
export function readSelection(options: SelectionOptions): Selection {
  const minor =
    options.kubernetesVersion === undefined ? undefined : parseKubernetesVersion(options.kubernetesVersion);
  if (options.kubernetesVersion !== undefined && minor === undefined) {
    throw new UsageError(
      `--kubernetes-version ${options.kubernetesVersion}: not a version; write it as 1.37`,
    );
  }
  return {
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(minor === undefined ? {} : { kubernetesVersion: minor }),
    ...(options.rule ? { rules: options.rule.map((id) => knownRule("--rule", id)) } : {}),
    ...(options.skip ? { skip: options.skip.map((id) => knownRule("--skip", id)) } : {}),
    ...(options.layer ? { layers: options.layer.map(knownLayer) } : {}),
    ...(options.standard ? { standards: options.standard.map(knownStandard) } : {}),
  };
}

/** Checks a rule's id; `option` names where it was given. Throws UsageError. */
export function knownRule(option: string, id: string): string {
  if (ruleById(id)) return id;
  const near = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  throw new UsageError(
    `${option} ${id}: there is no such rule${near ? `; did you mean ${near}?` : ""} (rampart rules lists them)`,
  );
}

/** Checks a layer's name. Throws UsageError. */
export function knownLayer(name: string): Layer {
  return oneOf("--layer", name, LAYERS);
}

/** Checks a standard's name and, where given, its edition. Throws UsageError. */
export function knownStandard(text: string): StandardSelection {
  const standard = parseStandard(text);
  if (!standard) {
    throw new UsageError(
      `--standard ${text}: there is no such standard; there are ${STANDARD_NAMES.join(", ")}`,
    );
  }
  knownEdition(standard);
  return standard;
}

/** The edition that a selection means. Throws UsageError where the standard has no such edition. */
export function knownEdition(standard: StandardSelection): StandardEdition {
  const found = standardEdition(standard);
  if (found) return found;
  const editions = editionsOf(standard.name);
  const known =
    editions.length > 0
      ? `there is no such edition; there are ${editions.map((edition) => `${standard.name}@${edition}`).join(", ")}`
      : "it has no editions; choose the version of its checks by --kubernetes-version";
  throw new UsageError(`--standard ${standard.name}@${standard.edition}: ${known}`);
}
