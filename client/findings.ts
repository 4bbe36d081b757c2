import { type Diagnostic, languages, type Uri } from "vscode";

/** The findings of Rampart in a document, as far as they have arrived. */
export function findingsOf(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === "rampart");
}

/** The id of the rule that a finding is of: `layer/name`. */
export function ruleOf({ code }: Diagnostic): string | undefined {
  const value = typeof code === "object" ? code.value : code;
  return value === undefined ? undefined : String(value);
}
