import type { JsonValue } from "../json";
import { parseLabelSelector } from "../kubernetes/selector";

/** Whether a label selector is written and selects everything. An absent one is not empty. */
export function isEmptySelector(selector: JsonValue | undefined): boolean {
  return parseLabelSelector(selector)?.length === 0;
}
