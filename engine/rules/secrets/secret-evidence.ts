import { rememberByText } from "../../remember";

/*
 * A value is called a secret only on evidence in the key and in the value. What is found is told by its key alone:
 * nothing here returns any part of a value.
 */

/** Splits a key into lower-case words: `DB_PASSWORD`, `dbPassword` and `db-password` alike. */
export function wordsOf(key: string): string[] {
  return key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** Single words that name a secret beyond doubt. */
const STRONG_WORDS = new Set([
  "password",
  "passwd",
  "passphrase",
  "apikey",
  "secretkey",
  "accesskey",
  "privatekey",
  "connectionstring",
]);

/** Words that name a secret in last place only: `DB_PASS`, not `PASS_THROUGH`. */
const STRONG_ENDINGS = new Set(["pass", "pwd"]);

/** Pairs of words that name a secret beyond doubt. */
const STRONG_PAIRS = new Set([
  "api key",
  "secret key",
  "access key",
  "account key",
  "private key",
  "encryption key",
  "signing key",
  "master key",
  "client secret",
  "app secret",
  "shared secret",
  "jwt secret",
  "session secret",
  "webhook secret",
  "connection string",
]);

/** Words that name a secret, a reference to one or a setting about one: the value decides. */
const WEAK_WORDS = new Set([
  "secret",
  "secrets",
  "token",
  "tokens",
  "credential",
  "credentials",
  "key",
  "dsn",
]);

/** Words in last place that make a key a setting about a secret, or a reference to it. */
const SETTING_WORDS = new Set(
  (
    "file files path paths dir directory folder mount name names ref reference id ids user username login email url uri " +
    "host hostname port endpoint address server enabled disabled enable required allowed rotation rotate ttl expiry expires " +
    "expiration timeout interval duration age days hours minutes seconds length size limit count max min type kind mode " +
    "format algorithm alg method provider store backend class audience issuer scope scopes header prefix suffix field label " +
    "namespace arn version policy validity lifetime region bucket digest hash public cert certificate location filename"
  ).split(" "),
);

/** Words anywhere that make the value a reference to something that exists elsewhere. */
const REFERENCE_WORDS = new Set(["existing", "public", "from", "ref"]);

/** How strongly a key says that its value is a secret. */
export function keyEvidence(key: string): "strong" | "weak" | undefined {
  const strength = strengthOf(key);
  return strength === "none" ? undefined : strength;
}

const strengthOf = rememberByText((key): "strong" | "weak" | "none" => {
  const words = wordsOf(key);
  const last = words.at(-1);
  if (last === undefined || SETTING_WORDS.has(last) || words.some((word) => REFERENCE_WORDS.has(word)))
    return "none";
  // passwordKey, secretKeys: the name of a key inside a Secret.
  if (/^keys?$/.test(last) && /^(password|passwd|username|token)$/.test(words.at(-2) ?? "")) return "none";
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`);
  if (pairs.some((pair) => STRONG_PAIRS.has(pair))) return "strong";
  if (words.some((word) => STRONG_WORDS.has(word)) || STRONG_ENDINGS.has(last)) return "strong";
  return WEAK_WORDS.has(last) ? "weak" : "none";
});

const PLACEHOLDER =
  /^(?:change[-_ ]?(?:me|it|this)?!?|replace[-_ ]?(?:me|this)?.*|<.*>|\[.*\]|\{\{.*\}\}|\$.*|%.*%|@.*@|#\{.*\}#|__.*__|x{3,}|\*+|\.{3}|-+|_+|(?:your|my)[-_ ].*|(?:an?|the)[-_ ].*|todo.*|tbd|fixme|dummy|placeholder.*|example.*|sample|redacted|none|null|nil|undefined|unset|empty|not[-_ ]?set|n\/a|true|false|yes|no|on|off|enabled|disabled|optional|required|auto|default)$/i;

const TEMPLATE = /\$\{\{|\{\{|\$\([A-Za-z_]|\$\{[A-Za-z_]|<%|ENC\[|\(\(.*\)\)|!vault|vault:|ref\+|op:\/\//;

/** Whether a text stands for a value that is put in later, or for none. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return text === "" || PLACEHOLDER.test(text) || TEMPLATE.test(text);
}

/** Paths, durations, quantities, addresses, host names, public keys and certificates. */
const HARMLESS = anyOf(
  /^(?:file:\/\/|\.{0,2}\/)[^\s]*$/,
  /^[A-Za-z]:\\/,
  /^\d+(?:\.\d+)?(?:ns|us|ms|s|m|h|d|w|y)?$/,
  /^\d+(?:\.\d+)?(?:[kKMGTP]i?B?)$/,
  /^(?:\d+[hms])+$/,
  /^https?:\/\/[^\s@]*$/,
  /^-----BEGIN (?:CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY|PGP PUBLIC KEY)/,
  /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+) /,
  /^arn:aws/,
  /^\/subscriptions\//,
  /^projects\/[^/]+\/(?:secrets|locations)\//,
  /^(?:[a-z0-9-]+\.)+(?:com|net|org|io|local|svc|cluster\.local|internal|test|dev)(?::\d+)?$/,
);

/** Formats that credentials have by themselves: the format is evidence of both kinds. */
const CREDENTIAL_FORMATS = anyOf(
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bgithub_pat_[A-Za-z0-9_]{40,}\b/,
  /\bglpat-[A-Za-z0-9_-]{20,}\b/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}\b/,
  /\bsk_live_[A-Za-z0-9]{16,}\b/,
  /\bAIza[A-Za-z0-9_-]{35}\b/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bhvs\.[A-Za-z0-9_-]{20,}\b/,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/,
);

/** One pattern for all: a text is gone through once. */
function anyOf(...forms: readonly RegExp[]): RegExp {
  return new RegExp(forms.map(({ source }) => `(?:${source})`).join("|"));
}

/** Something of every form below; spares ordinary text the closer look. */
const CREDENTIAL_HINT =
  /PRIVATE KEY|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox|sk_live_|AIza|npm_|hvs\.|eyJ|:\/\/|=/;

/** `scheme://user:password@host`. */
const URL_WITH_PASSWORD = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]{0,200}:([^\s/@]{1,500})@[^\s]/i;

/** `Password=…;` and its relatives inside connection strings. */
const CONNECTION_STRING =
  /(?:^|[;?&\s])(?:password|pwd|accountkey|sharedaccesskey|sharedsecret)\s*=\s*([^;&\s"']{4,})/i;

/** Whether a value shows by its own form that it is, or holds, a credential. */
export function isCredential(value: string): boolean {
  if (!CREDENTIAL_HINT.test(value)) return false;
  if (CREDENTIAL_FORMATS.test(value)) return true;
  for (const form of [URL_WITH_PASSWORD, CONNECTION_STRING]) {
    const password = form.exec(value)?.[1];
    if (password !== undefined && !isPlaceholder(password)) return true;
  }
  return false;
}

/**
 * Whether `key: value` is a secret in clear: the key names one and the value can be one, or the value has the form of
 * a credential. Placeholders, references, paths, durations, booleans, public keys and URLs without user information
 * are none.
 */
export function isSecret(key: string, value: string): boolean {
  if (value.length > 100_000) return false;
  if (isCredential(value)) return true;
  const evidence = keyEvidence(key);
  if (!evidence || isPlaceholder(value)) return false;
  const text = value.trim();
  if (evidence === "strong" && /^\d{4,}$/.test(text)) return true;
  if (text.length < 4 || HARMLESS.test(text)) return false;
  if (evidence === "strong") return !/\s/.test(text) || /passphrase/i.test(key);
  return isRandomLooking(text);
}

/** Where the key may mean a reference, the value must look made by a machine: no words joined by hyphens or dots. */
function isRandomLooking(text: string): boolean {
  if (/\s/.test(text) || text.length < 8) return false;
  if (/^[a-z]+(?:[-_./:][a-z]+)*(?:[-_.]v?\d{1,3})?$/i.test(text)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
  return kinds >= 3 || (kinds >= 2 && /[0-9]/.test(text) && text.length >= 16);
}
