import { stringify } from "yaml";
import type { JsonObject } from "../json";
import { yamlComment } from "./yaml-comment";

/**
 * Manifests as one YAML text, documents parted by `---`.
 *
 * @param heading lines of a comment at the top
 */
export function manifestText(manifests: readonly JsonObject[], heading: readonly string[] = []): string {
  const comment = heading.map(yamlComment).join("");
  const documents = manifests.map((manifest) =>
    stringify(manifest, { lineWidth: 0, aliasDuplicateObjects: false }),
  );
  return `${comment}${documents.join("---\n")}`;
}
