import { isObject } from "../engine/json";
import { parseRuleTexts, type RuleTexts } from "./rule-texts";

/** What a client may say of itself in `initializationOptions`. */
export interface InitializationOptions {
  /** The commands of ours that the client provides. */
  readonly commands: readonly string[];
  /** Whether completion offers the snippets; a client that brings them itself says no. */
  readonly snippets: boolean;
  /** Whether the user trusts the workspace: only then programs are run on it. A client that says nothing is not believed. */
  readonly trusted: boolean;
  /** The texts of the rules, from a client whose server cannot read them itself. */
  readonly ruleTexts: RuleTexts | undefined;
}

/** Reads the options; what is missing or of a wrong type counts as not said. */
export function parseInitializationOptions(value: unknown): InitializationOptions {
  const options = isObject(value) ? value : {};
  const commands = Array.isArray(options.commands) ? options.commands : [];
  return {
    commands: commands.filter((command) => typeof command === "string"),
    snippets: options.snippets !== false,
    trusted: options.trusted === true,
    ruleTexts: parseRuleTexts(options.ruleTexts),
  };
}
