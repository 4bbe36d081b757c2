import { findingRows } from "./finding-rows";
import type { LiveRow } from "./live-row";
import type { Posture } from "./posture";
import { surveyRows } from "./survey-rows";

/**
 * The tree of a cluster's posture: findings first, then the stock that is taken of it.
 *
 * @param aks the row of an AKS cluster's own settings, from `aksRows` or `aksProblemRow`
 */
export function postureRows({ analysis, survey }: Posture, aks?: LiveRow): LiveRow[] {
  return [...findingRows(analysis.findings), ...(aks ? [aks] : []), ...surveyRows(survey)];
}
