import type { AksPosture } from "../aks/aks-posture";
import { aksRows } from "../aks/aks-rows";
import { findingRows } from "./finding-rows";
import type { LiveRow } from "./live-row";
import type { Posture } from "./posture";
import { surveyRows } from "./survey-rows";

/** The tree of a cluster's posture: findings first, then the stock that is taken of it. */
export function postureRows({ analysis, survey }: Posture, aks?: AksPosture): LiveRow[] {
  return [...findingRows(analysis.findings), ...(aks ? [aksRows(aks)] : []), ...surveyRows(survey)];
}
