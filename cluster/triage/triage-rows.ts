import type { LiveRow } from "../posture/live-row";
import { commandRow } from "../posture/survey-rows";
import type { Diagnosis } from "./diagnosis";
import { PATTERN_TITLES } from "./pattern-titles";
import { triageReport } from "./triage-report";

/** Where the manifest of a workload is, for people; `undefined` where the workspace has none. */
export type DiagnosisPlace = (diagnosis: Diagnosis) => string | undefined;

/**
 * Diagnoses as rows: the workload and the failure, below it the cause, the evidence, the commands to copy, and the place
 * in the manifest.
 *
 * @param placeOf such as `shop/api.yaml:12`
 */
export function triageRows(
  context: string,
  diagnoses: readonly Diagnosis[],
  placeOf: DiagnosisPlace,
): LiveRow[] {
  return diagnoses.map((diagnosis) => diagnosisRow(context, diagnosis, placeOf(diagnosis)));
}

function diagnosisRow(context: string, diagnosis: Diagnosis, place: string | undefined): LiveRow {
  const { workload, pattern, cause, evidence, commands, rules, pods, path } = diagnosis;
  const { groupKind, kind, namespace, name } = workload;
  const identity = { groupKind, kind, namespace, name };
  const title = PATTERN_TITLES[pattern];
  return {
    key: `${kind} ${namespace}/${name} ${pattern} ${(path ?? []).join(".")}`,
    mark: "bad",
    label: `${kind} ${namespace}/${name}`,
    description: `${title}${pods.length > 1 ? `, ${pods.length} pods` : ""}`,
    tooltip: [title, cause],
    workload: identity,
    rows: [
      {
        key: "cause",
        mark: "cause",
        label: cause,
        tooltip: [cause],
        action: {
          type: "report",
          title: `Why ${kind} ${namespace}/${name} fails`,
          markdown: triageReport(context, [diagnosis], () => place),
        },
      },
      ...evidence.map(
        ({ object, place: where, text }, index): LiveRow => ({
          key: `evidence ${index}`,
          mark: "evidence",
          label: `${object}, ${where}`,
          ...(text === "" ? {} : { description: text, tooltip: [`${object}, ${where}`, text] }),
        }),
      ),
      ...(place === undefined
        ? []
        : [
            {
              key: "place",
              mark: "place" as const,
              label: place,
              description: rules.length > 0 ? `the manifest; ${rules.join(", ")}` : "the manifest",
              action: {
                type: "manifest" as const,
                identity,
                path: path ?? ["metadata", "name"],
                rules,
              },
            },
          ]),
      ...commands.map(commandRow),
    ],
  };
}
