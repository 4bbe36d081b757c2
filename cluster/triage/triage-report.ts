import type { Diagnosis } from "./diagnosis";
import { PATTERN_TITLES } from "./pattern-titles";
import type { DiagnosisPlace } from "./triage-rows";

/** Diagnoses as Markdown to read, keep or send: cause, evidence, next commands, and the place in the manifest. */
export function triageReport(
  context: string,
  diagnoses: readonly Diagnosis[],
  placeOf: DiagnosisPlace,
): string {
  return diagnoses.map((diagnosis) => section(context, diagnosis, placeOf(diagnosis))).join("\n");
}

function section(context: string, diagnosis: Diagnosis, place: string | undefined): string {
  const { workload, pattern, cause, evidence, commands, rules, pods } = diagnosis;
  const lines = [
    `# ${workload.kind} ${workload.namespace}/${workload.name}: ${PATTERN_TITLES[pattern]}`,
    "",
    `${escaped(cause.charAt(0).toUpperCase() + cause.slice(1))}.`,
    "",
    "## Evidence",
    "",
    ...evidence.map(
      ({ object, place: where, text }) =>
        `- ${escaped(object)}, ${code(where)}${text === "" ? "" : `: ${code(text)}`}`,
    ),
    "",
    "## Next",
    "",
    ...commands.flatMap((command) => ["```sh", command.replaceAll("```", "` ` `"), "```", ""]),
    ...(place === undefined
      ? []
      : [
          "## Manifest",
          "",
          `${code(place)}${rules.length > 0 ? `; the rules ${rules.map(code).join(", ")} say the same of it` : ""}`,
          "",
        ]),
    `Cluster ${code(context)}${pods.length > 0 ? `, ${pods.length === 1 ? "pod" : "pods"} ${pods.map(code).join(", ")}` : ""}.`,
    "",
  ];
  return lines.join("\n");
}

/** Text of a cluster as text: no link, picture or markup of its own comes to life. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~]/g, "\\$&");
}

/** Text of a cluster as code, whatever backticks it holds. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}
