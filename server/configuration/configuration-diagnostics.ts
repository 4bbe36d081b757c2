import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { parseConfiguration } from "../../engine/policy/parse-configuration";
import type { Manifest } from "../open-manifests";
import { rangeOf, SOURCE } from "../to-diagnostic";

/** The code of what is wrong in a configuration. */
export const CONFIGURATION_CODE = "configuration";

/** What is wrong in a configuration file. Syntax errors are left to the extensions for YAML. */
export function configurationDiagnostics({ file, lines }: Manifest): Diagnostic[] {
  if (file.documents.some(({ yaml }) => yaml.problems.length > 0)) return [];
  return parseConfiguration(file.file, file.text).problems.map((problem) => ({
    range: rangeOf(lines, problem),
    severity: DiagnosticSeverity.Error,
    source: SOURCE,
    code: CONFIGURATION_CODE,
    message: problem.message,
  }));
}
