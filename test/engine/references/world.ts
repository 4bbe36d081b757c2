import { analyzeFile, readManifestFile } from "../../../engine/analyze-file";
import { createInventory, type Inventory } from "../../../engine/inventory/inventory";
import type { Path } from "../../../engine/json";
import { DEFAULT_OPTIONS } from "../../../engine/rules/rule";

/** The inventory of one file with these manifests. */
export function inventoryOf(text: string): Inventory {
  const { facts } = analyzeFile(readManifestFile("all.yaml", text), DEFAULT_OPTIONS, () => false);
  return createInventory("", true, facts);
}

/** A path as one reads it. */
export const words = (path: Path) => path.join(" ");
