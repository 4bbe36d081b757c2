import { isObject, type JsonValue } from "../../json";
import { mapAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { isPlaceholder } from "./secret-evidence";

/** Types that another rule reports, or that hold no credential of somebody's. */
const OTHER_TYPES = new Set([
  "kubernetes.io/service-account-token",
  "bootstrap.kubernetes.io/token",
  "helm.sh/release.v1",
]);

/** Keys whose values are public by nature. */
const PUBLIC_KEYS =
  /^(?:ca\.crt|tls\.crt|ca-?bundle.*|.*\.pub|.*\.crt|.*\.cer|username|user|host|port|namespace)$/i;

/** One finding for the Secret, at its `data` or `stringData`; never a value. */
export const committedSecret = defineResourceRule({
  id: "secrets/committed-secret",
  title: "Secret with its values in the manifest",
  severity: "high",
  why: "Base64 is no encryption: everybody who may read the repository, its clones and its history has the credential.",
  remediation:
    "Change the credential, and commit an ExternalSecret, a SecretProviderClass or a SealedSecret instead; or encrypt the file with SOPS.",
  standards: { cis: ["5.4.2"], nsa: ["secrets-encryption"], mitre: ["T1552.001"], owasp: ["K08"] },
  controls: ["kind-secret-with-data-committed-to-git"],
  waive: "Test credentials that open nothing, in a folder for tests.",
  since: "0.1.0",
  appliesTo: ["Secret"],
  check({ resource, report }) {
    const { object } = resource;
    if (object.sops !== undefined || OTHER_TYPES.has(stringAt(object, "type") ?? "")) return;
    for (const field of ["stringData", "data"]) {
      const keys = Object.entries(mapAt(object, field)).flatMap(([key, value]) =>
        isCommitted(key, value, field) ? [key] : [],
      );
      if (keys.length === 0) continue;
      report({
        path: [field],
        target: "key",
        message: `Secret "${resource.name ?? ""}" is committed with the values of ${keys.join(", ")}`,
      });
      return;
    }
  },
});

function isCommitted(key: string, value: JsonValue | undefined, field: string): boolean {
  if (typeof value !== "string" || PUBLIC_KEYS.test(key) || isPlaceholder(value)) return false;
  if (field === "stringData") return !isPublic(value);
  const text = decodeBase64(value);
  return text === undefined || !(isPlaceholder(text) || isPublic(text) || isEmptyObject(text));
}

function isPublic(text: string): boolean {
  return /^\s*-----BEGIN (?:CERTIFICATE|PUBLIC KEY)/.test(text) && !text.includes("PRIVATE KEY");
}

function isEmptyObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && Object.keys(value).length === 0;
  } catch {
    return false;
  }
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The engine has no Node and no DOM types; the text is only looked at for its form, so bytes stand for characters. */
function decodeBase64(value: string): string | undefined {
  const text = value.replace(/\s/g, "");
  if (text.length > 20_000 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  let bits = 0;
  let held = 0;
  let result = "";
  for (const letter of text.replace(/=/g, "")) {
    bits = (bits << 6) | ALPHABET.indexOf(letter);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    result += String.fromCharCode((bits >> held) & 255);
    bits &= (1 << held) - 1;
  }
  return result;
}
