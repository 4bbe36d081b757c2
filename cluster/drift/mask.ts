import { isObject, type JsonObject, type JsonValue, type Path, valueAt } from "../../engine/json";
import { maskSecrets } from "../../engine/report/mask-secrets";
import { isCredential, isSecret } from "../../engine/rules/secrets/secret-evidence";

const MASK = "***";
/** Names whose value nobody should read over a shoulder. */
const SECRET_NAME =
  /pass|pwd|token|secret|credential|api[-_]?key|private|connection[-_]?string|(^|[-_.])key$/i;
/** Texts longer than this are files. */
const LONGEST = 200;

/**
 * A value as a difference shows it, on one line. Masked are Secrets, everything in ConfigMaps, variables whose name
 * sounds secret, user information in URLs, and command lines.
 *
 * @param root the manifest in which the path stands
 */
export function shownValue(root: JsonObject, kind: string, path: Path, value: JsonValue): string {
  if (kind === "Secret" || kind === "SealedSecret") return MASK;
  if (kind === "ConfigMap" && path[0] !== "metadata") return MASK;
  if (isSecretPlace(root, path)) return MASK;
  if (typeof value === "string" && isSecret(String(path.at(-1)), value)) return MASK;
  const text = typeof value === "string" ? masked(value) : JSON.stringify(maskInside(value));
  const line = text.replace(/\p{Cc}+/gu, " ");
  return line.length > LONGEST ? `${[...line].slice(0, LONGEST).join("")}…` : line;
}

/** A whole object as texts show it, with everything masked that may be secret. */
export function maskedObject(object: JsonObject, kind: string): JsonObject {
  const isData = kind === "Secret" || kind === "ConfigMap";
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      const isHidden = isData && ["data", "stringData", "binaryData"].includes(key) && isObject(value);
      const hidden = isHidden
        ? Object.fromEntries(Object.keys(value).map((name) => [name, MASK]))
        : value === undefined
          ? undefined
          : maskInside(value);
      return [key, hidden];
    }),
  );
}

/** The value of a variable, or a word of a command. */
function isSecretPlace(root: JsonObject, path: Path): boolean {
  const last = path.at(-1);
  if (path.includes("command") || path.includes("args")) return true;
  if (last === "value" && path.at(-3) === "env") {
    const name = valueAt(root, [...path.slice(0, -1), "name"]);
    return typeof name !== "string" || SECRET_NAME.test(name);
  }
  return typeof last === "string" && path[1] === "annotations" && SECRET_NAME.test(last);
}

function maskInside(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(maskInside);
  if (!isObject(value)) return typeof value === "string" ? masked(value) : value;
  const isVariable = typeof value.name === "string" && typeof value.value === "string";
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]): [string, JsonValue][] => {
      if (child === undefined) return [];
      const isHidden =
        (isVariable && key === "value" && SECRET_NAME.test(String(value.name))) ||
        key === "command" ||
        key === "args" ||
        ((key === "data" || key === "stringData") && isObject(child)) ||
        (typeof child === "string" && isSecret(key, child)) ||
        // The whole object once more, as it was applied.
        key === "kubectl.kubernetes.io/last-applied-configuration";
      return [[key, isHidden ? MASK : maskInside(child)]];
    }),
  );
}

function masked(text: string): string {
  if (isCredential(text)) return MASK;
  return maskSecrets(text)
    .replace(/•+/g, MASK)
    .replace(/(:\/\/)[^\s/@]+@/g, `$1${MASK}@`);
}
