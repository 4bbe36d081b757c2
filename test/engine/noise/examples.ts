import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { rules } from "../../../engine/rules/registry";
import type { Rule } from "../../../engine/rules/rule";
import type { JudgeOptions } from "../judge";

const EXAMPLES = resolve(__dirname, "../../../docs/examples");

/** An example of a rule with what its first comments ask for. */
export interface Example {
  readonly text: string;
  readonly options: JudgeOptions;
}

/** The rules that judge manifests themselves; those about waivers have no examples. */
export const judgingRules: readonly Rule[] = rules.filter(({ scope }) => scope !== "policy");

/** Reads an example by its name below docs/examples, and the directives in the comments before its first resource. */
export function readExample(name: string): Example {
  const text = readFileSync(join(EXAMPLES, name), "utf8");
  const directive = (key: string) =>
    new RegExp(`^# ${key}: (.*)$`, "m").exec(text.split("\napiVersion")[0] ?? "")?.[1]?.trim();
  const file = directive("file");
  const options = directive("options");
  return {
    text,
    options: {
      ...(file ? { file } : {}),
      ...(directive("scope") === "closed" ? { closed: true } : {}),
      ...(options ? JSON.parse(options) : {}),
    },
  };
}
