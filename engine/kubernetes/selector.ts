import { isObject, type JsonValue } from "../json";

/** One condition of a label selector. */
export interface Requirement {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  /** Empty for `Exists` and `DoesNotExist`. */
  readonly values: readonly string[];
}

/** A parsed label selector: all requirements must hold, so none at all matches everything. */
export type LabelSelector = readonly Requirement[];

/** Labels as a map. */
export type Labels = Readonly<Record<string, string>>;

/**
 * Parses a `LabelSelector` (`matchLabels` and `matchExpressions`), as `metav1.LabelSelectorAsSelector` does.
 *
 * @returns the requirements; `undefined` where the API server would refuse the selector (unknown operator, `In`
 * without values, values that are no strings) and where the value is no map
 */
export function parseLabelSelector(value: JsonValue | undefined): LabelSelector | undefined {
  if (!isObject(value)) return undefined;
  const { matchLabels = null, matchExpressions = null } = value;
  if (matchLabels !== null && !isObject(matchLabels)) return undefined;
  if (matchExpressions !== null && !Array.isArray(matchExpressions)) return undefined;
  const requirements: Requirement[] = [];
  for (const [key, wanted] of Object.entries(matchLabels ?? {})) {
    if (typeof wanted !== "string") return undefined;
    requirements.push({ key, operator: "In", values: [wanted] });
  }
  for (const expression of matchExpressions ?? []) {
    const requirement = parseRequirement(expression);
    if (!requirement) return undefined;
    requirements.push(requirement);
  }
  return requirements;
}

function parseRequirement(value: JsonValue): Requirement | undefined {
  if (!isObject(value)) return undefined;
  const { key, operator, values = null } = value;
  if (typeof key !== "string" || key === "") return undefined;
  const list = values === null ? [] : values;
  if (!Array.isArray(list) || !list.every((each) => typeof each === "string")) return undefined;
  const strings = list as string[];
  if (operator === "In" || operator === "NotIn")
    return strings.length > 0 ? { key, operator, values: strings } : undefined;
  if (operator === "Exists" || operator === "DoesNotExist")
    return strings.length === 0 ? { key, operator, values: [] } : undefined;
  return undefined;
}

/**
 * Whether labels satisfy a parsed selector. `NotIn` and `DoesNotExist` hold where the key is absent; an absent label
 * is not the empty value (apimachinery `labels.Requirement`).
 */
export function selectorMatches(selector: LabelSelector, labels: Labels): boolean {
  return selector.every(({ key, operator, values }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (operator === "Exists") return value !== undefined;
    if (operator === "DoesNotExist") return value === undefined;
    const isIn = value !== undefined && values.includes(value);
    return operator === "In" ? isIn : !isIn;
  });
}

/**
 * Whether labels satisfy a `LabelSelector` as written. An empty map matches everything; an absent selector, and one
 * that the API server would refuse, matches nothing. Where absent means everything (`podSelector` of a
 * NetworkPolicy), pass `{}` instead.
 */
export function labelSelectorMatches(value: JsonValue | undefined, labels: Labels): boolean {
  const selector = parseLabelSelector(value);
  return selector !== undefined && selectorMatches(selector, labels);
}

/**
 * Whether labels satisfy a plain map of labels, as the selector of a Service or ReplicationController is written.
 * An empty or absent map selects nothing there.
 */
export function mapSelectorMatches(value: JsonValue | undefined, labels: Labels): boolean {
  if (!isObject(value)) return false;
  const wanted = Object.entries(value);
  return (
    wanted.length > 0 && wanted.every(([key, each]) => Object.hasOwn(labels, key) && labels[key] === each)
  );
}
