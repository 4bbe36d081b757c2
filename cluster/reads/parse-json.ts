import { isObject, type JsonObject } from "../../engine/json";
import { clusterError } from "../problem";

/**
 * Reads a JSON object that kubectl printed.
 *
 * @throws ClusterError `unreadable-answer`, without a word of the text
 */
export function parseJson(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // Told below.
  }
  throw clusterError("unreadable-answer", "kubectl printed something that is no JSON object");
}
