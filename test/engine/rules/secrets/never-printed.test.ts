import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { judge } from "../../judge";

/** The value that every bad example of the layer has for a secret. */
const VALUE = "correct-horse-7";

const examples = readdirSync("docs/examples/secrets")
  .map((name) => ({ name, text: readFileSync(`docs/examples/secrets/${name}`, "utf8") }))
  .filter(({ text }) => text.includes(VALUE));

test("there are examples with a secret in clear", () => {
  expect(examples.length).toBeGreaterThan(6);
});

test.each(examples)("no rule of any layer prints the secret of $name, or points at it", ({ text }) => {
  const file = /^# file: (.*)$/m.exec(text)?.[1];
  const found = judge(undefined, text, file === undefined ? {} : { file });
  expect(found.length).toBeGreaterThan(0);
  expect(JSON.stringify(found)).not.toContain(VALUE);
});
