import { expect, test } from "vitest";
import { isSecret, keyEvidence, wordsOf } from "../../../../engine/rules/secrets/secret-evidence";
import { secretLines } from "../../../../engine/rules/secrets/secret-lines";

test.each([
  ["DB_PASSWORD", ["db", "password"]],
  ["dbPassword", ["db", "password"]],
  ["spring.datasource.password", ["spring", "datasource", "password"]],
  ["AWSSecretKey", ["aws", "secret", "key"]],
])("the words of %s", (key, words) => {
  expect(wordsOf(key)).toEqual(words);
});

test.each([
  ["DB_PASSWORD", "strong"],
  ["apiKey", "strong"],
  ["CLIENT_SECRET", "strong"],
  ["GITHUB_TOKEN", "weak"],
  ["PASSWORD_FILE", undefined],
  ["SECRET_NAME", undefined],
  ["TOKEN_TTL", undefined],
  ["adminPasswordKey", undefined],
  ["existingSecret", undefined],
  ["PUBLIC_KEY", undefined],
  ["KEYBOARD", undefined],
  ["AUTHOR", undefined],
])("%s is %s evidence", (key, evidence) => {
  expect(keyEvidence(key)).toBe(evidence);
});

test.each([
  ["DB_PASSWORD", "hunter2"],
  ["DB_PASSWORD", "123456"],
  ["API_KEY", "d41d8cd98f00b204e980"],
  ["GITHUB_TOKEN", "Zx81kQ0pLm29vbT4"],
  ["DATABASE_URL", "postgres://shop:hunter2@db:5432/shop"],
  ["DATABASE_URL", "postgres://shop:hunter2@$(DB_HOST)/shop"],
  ["ConnectionStrings__Default", "Server=db;User Id=sa;Password=hunter22;"],
  ["tls.key", "-----BEGIN PRIVATE KEY-----\nAA=="],
  ["AWS_ACCESS_KEY_ID", `AKIA${"A".repeat(16)}`],
])("%s with a value of its kind is a secret", (key, value) => {
  expect(isSecret(key, value)).toBe(true);
});

test.each([
  ["DB_PASSWORD", ""],
  ["DB_PASSWORD", "changeme"],
  ["DB_PASSWORD", "$(DB_PASSWORD)"],
  ["DB_PASSWORD", `\${DB_PASSWORD}`],
  ["DB_PASSWORD", "{{ .Values.password }}"],
  ["DB_PASSWORD", "<password>"],
  ["DB_PASSWORD", "/run/secrets/db"],
  ["DB_PASSWORD", "ENC[AES256_GCM,data:abc]"],
  ["DB_PASSWORD_FILE", "hunter22"],
  ["SECRET_NAME", "shop-db"],
  ["TLS_SECRET", "shop-web-tls"],
  ["TOKEN", "true"],
  ["TOKEN", "30m"],
  ["TOKEN_URL", "https://login.example.com/token"],
  ["API_KEY", "https://keys.example.com"],
  ["MAX_TOKENS", "4096"],
  ["SSH_KEY", "ssh-ed25519 AAAAC3Nza jane"],
  ["CA_KEY", "-----BEGIN CERTIFICATE-----\nAA=="],
  ["DATABASE_URL", "postgres://db:5432/shop"],
  ["DATABASE_URL", "postgres://shop:$(DB_PASSWORD)@db/shop"],
  ["LOG_LEVEL", "hunter22"],
])("%s = %s is none", (key, value) => {
  expect(isSecret(key, value)).toBe(false);
});

test("lines of configuration files are told by key and place", () => {
  const text = 'host=db\npassword=hunter22\n  "apiKey": "d41d8cd98f00b204e980",\nexport TOKEN_FILE=/run/t\n';
  expect(secretLines(text).map(({ key, span }) => [key, text.slice(span.start, span.end)])).toEqual([
    ["password", "password"],
    ["apiKey", "apiKey"],
  ]);
});
