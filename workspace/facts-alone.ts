import type { Fact } from "../engine/inventory/fact";
import type { FileScan } from "./file-scan";

/** The scan of a file of which only the facts are wanted. */
export function factsAlone(facts: readonly Fact[]): FileScan {
  return {
    facts,
    rows: [],
    suppressions: [],
    holdsResources: false,
    documents: 0,
    skipped: [],
    errors: [],
  };
}
