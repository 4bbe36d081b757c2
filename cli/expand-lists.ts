import { LAYERS } from "../engine/rules/rule";
import { parseStandard } from "../engine/standards/standards";

const isRuleId = (text: string) =>
  LAYERS.some((layer) => text.startsWith(`${layer}/`)) && /^[a-z-]+\/[a-z0-9-]+$/.test(text);
const isLayer = (text: string) => LAYERS.some((layer) => layer === text);
const isStandard = (text: string) => parseStandard(text) !== undefined;

/** Options that take several values, and what their values look like. */
const LIST_OPTIONS: Readonly<Record<string, (text: string) => boolean>> = {
  "--rule": isRuleId,
  "--skip": isRuleId,
  "--layer": isLayer,
  "--standard": isStandard,
};

/**
 * Lets list options take their values in every usual way: repeated, separated by commas, or one after the other.
 * `--rule a b path` gives `a` and `b` to the option and leaves `path` alone, since what the values look like is known.
 *
 * @returns the arguments with each value behind an option of its own
 */
export function expandLists(argv: readonly string[]): string[] {
  const expanded: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at] ?? "";
    const [option = "", inline] = splitOption(argument);
    const looksRight = LIST_OPTIONS[option];
    if (!looksRight) {
      expanded.push(argument);
      continue;
    }
    const first = inline ?? argv[++at];
    const values = first === undefined ? [] : first.split(",").filter((value) => value !== "");
    while (at + 1 < argv.length && looksRight(argv[at + 1] ?? "")) values.push(argv[++at] ?? "");
    if (values.length === 0) expanded.push(option);
    for (const value of values) expanded.push(option, value);
  }
  return expanded;
}

function splitOption(argument: string): [string, string | undefined] {
  const equals = argument.indexOf("=");
  return equals < 0 ? [argument, undefined] : [argument.slice(0, equals), argument.slice(equals + 1)];
}
