import type { Finding } from "../finding";
import { isObject, type JsonValue, type Path, valueAt } from "../json";

/**
 * A finding's fingerprint: stable under moved lines and reordered documents. Made of the rule, the file, the
 * resource's identity and the path, in which a list index is replaced by the item's merge key (its name, for
 * containers, env, ports and volumes), and an ordinal among findings that are otherwise alike.
 *
 * @param key what `fingerprintKey` gives, joined by NUL
 * @param ordinal how many findings with the same key come before this one in the file
 * @returns 16 hexadecimal digits
 */
export function fingerprintOf(key: string, ordinal: number): string {
  return hash64(`${key}\u0000${ordinal}`);
}

/** What two findings share when only their ordinal tells them apart. */
export function fingerprintKey(file: string, finding: Finding, resource: JsonValue | undefined): string[] {
  const { apiVersion, kind, namespace = "", name = "" } = finding.resource;
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return [finding.rule, file, group, kind, namespace, name, ...stablePath(resource, finding.path)];
}

const MERGE_KEYS = ["name", "mountPath", "containerPort", "port", "ip", "key", "host"];

function stablePath(root: JsonValue | undefined, path: Path): string[] {
  return path.map((segment, index) => {
    if (typeof segment === "string") return segment;
    const item = valueAt(root, path.slice(0, index + 1));
    if (!isObject(item)) return String(segment);
    for (const key of MERGE_KEYS) {
      const value = item[key];
      if (typeof value === "string" || typeof value === "number") return `${key}=${value}`;
    }
    return String(segment);
  });
}

/** FNV-1a over UTF-16 code units, twice with different seeds: enough to tell findings apart, not a cryptographic hash. */
function hash64(text: string): string {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193) >>> 0;
    high = Math.imul(high ^ (code + index), 0x01000193) >>> 0;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}
