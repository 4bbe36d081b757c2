import { createHash } from "node:crypto";

/** The id that git gives to a blob with this content (SHA-1 object format): what a file's content is known by. */
export function contentId(content: Uint8Array): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
