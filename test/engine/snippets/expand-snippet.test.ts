// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets write their tab stops so
import { expect, test } from "vitest";
import { expandSnippet } from "./expand-snippet";

test.each([
  ["a plain text", "name: api", "name: api"],
  ["tab stops without a default", "a$1b${2}c$0", "abc"],
  ["defaults and their mirrors", "${1:api} $1 ${1}", "api api api"],
  ["a mirror before its placeholder", "$1/${1:api}", "api/api"],
  ["a default that holds another", "${2:${1:api}-web} $2 $1", "api-web api-web api"],
  ["a default that holds a later mirror", "${1:$2-web} ${2:api}", "api-web api"],
  ["the first choice", "${1|Deny,Warn|} $1", "Deny Deny"],
  ["a choice that holds escaped signs", "${1|a\\,b\\|c,d|}", "a,b|c"],
  ["escaped signs", "\\$x ${1:a\\}b} \\\\", "$x a}b \\"],
  ["a backslash before anything else", "a\\.b", "a\\.b"],
  ["variables with and without a default", "${TM_FILENAME:none}$TM_FILENAME_BASE", "none"],
])("takes %s", (_, body, text) => {
  expect(expandSnippet(body)).toBe(text);
});

test("takes given values over defaults, in mirrors too", () => {
  expect(expandSnippet("$1 ${1:api} ${2|a,b|} $USER", { 1: "web", 2: "b", USER: "ada" })).toBe(
    "web web b ada",
  );
});

test.each([
  ["a lone dollar", "price: $", /lone \$/],
  ["a dollar before a sign", "a{64}$)", /lone \$/],
  ["an open placeholder", "${1:api", /not closed/],
  ["an open choice", "${1|a,b", /not closed/],
  ["a choice that ends too late", "${1|a,b|c}", /not closed by }/],
])("refuses %s", (_, body, message) => {
  expect(() => expandSnippet(body)).toThrow(message);
});
