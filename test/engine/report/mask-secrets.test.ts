import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskSecrets } from "../../../engine/report/mask-secrets";

const SECRET = "hunter2x7F3a9c";
const HIDDEN = "•".repeat(SECRET.length);

describe("a text to be printed", () => {
  test.each([
    ["a value after a key that names a secret", "  dbPassword: S # old"],
    ["a quoted one", '{"api-key": "S", "host": "db"}'],
    ["a flow map", "env: [{name: a, db: {password: S}}]"],
    ["an assignment", "export DB_PASSWORD=S; run"],
    ["a flag", 'args: ["--db-password=S", "--port=80"]'],
    ["a flag and its value", "command: [api, --password, S]"],
    ["a flag and its value on two lines", "args:\n  - --password\n  - S\n  - --port\n  - '80'"],
    ["a variable on two lines", "env:\n  - name: DB_PASSWORD\n    value: S\n"],
    ["a variable the other way round", "env:\n  - value: S\n    name: DB_PASSWORD\n"],
    ["a variable on one line", "env: [{ name: API_KEY, value: S }, { name: PORT, value: 8080 }]"],
    ["the password of a URL without a key", "see postgres://admin:S@db/shop for more"],
    ["a header", 'proxy_set_header Authorization "Bearer S";'],
    ["a query", "path: /healthz?access_token=S&verbose=1"],
    [
      "a Secret, whatever its keys are called",
      "kind: Secret\nstringData:\n  colour: S\n  a.b: |\n    S\ntype: Opaque\n",
    ],
    ["a Secret in flow style", "{apiVersion: v1, kind: Secret, data: {colour: S}}"],
    ["a Secret in JSON", '{\n  "kind": "Secret",\n  "data": {\n    "colour": "S",\n    "b": "S"\n  }\n}\n'],
    ["a Secret in a list", "kind: List\nitems:\n- kind: Secret\n  data:\n    colour: S\n  type: Opaque\n"],
  ])("hides %s", (_what, text) => {
    expect(
      maskSecrets(text.replaceAll("S", (letter, at: number) => (isWhole(text, at) ? SECRET : letter))),
    ).toBe(text.replaceAll("S", (letter, at: number) => (isWhole(text, at) ? HIDDEN : letter)));
  });

  test("hides keys and tokens by their form", () => {
    const key = `-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n  def==\n-----END RSA PRIVATE KEY-----\nnext: 1\n`;
    expect(maskSecrets(key)).toBe(
      `-----BEGIN RSA PRIVATE KEY-----\n•••••••\n  •••••\n-----END RSA PRIVATE KEY-----\nnext: 1\n`,
    );
    expect(maskSecrets(`# ghp_${"a1".repeat(20)}\n`)).toBe(`# ${"•".repeat(44)}\n`);
  });

  test.each([
    "secretName: db-credentials\nautomountServiceAccountToken: false\n",
    "valueFrom:\n  secretKeyRef:\n    name: db\n    key: password\n",
    "env:\n  - name: DB_PASSWORD_FILE\n    value: /run/secrets/db\n",
    "kind: ConfigMap\ndata:\n  colour: red\n  url: https://example.com:8080/a\n",
    "password: $(DB_PASSWORD)\ntoken: '{{ .Values.token }}'\n",
    "kind: SecretStore\ndata:\n  colour: red\n",
  ])("leaves alone what is no secret: %j", (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  test("keeps its lines and columns, whatever it is", () => {
    const pieces = fc.constantFrom(
      "password",
      ": ",
      "=",
      '"',
      "'",
      "\n",
      "  ",
      "- ",
      "{",
      "}",
      "data:",
      SECRET,
      "kind: Secret",
      "---\n",
      "•",
      "\r",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const masked = maskSecrets(text);
        expect(masked.length).toBe(text.length);
        expect(masked.replace(/[^\r\n]/g, " ")).toBe(text.replace(/[^\r\n]/g, " "));
      }),
    );
  });
});

/** Whether the `S` at an offset stands for the secret, and is not a letter of a word. */
function isWhole(text: string, at: number): boolean {
  return !/\w/.test(text[at - 1] ?? "") && !/\w/.test(text[at + 1] ?? "");
}
