import { createRequire } from "node:module";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import { CALM, PRIVILEGED_POD, rampart, workspace } from "./run-cli";

const require = createRequire(import.meta.url);
const ONLY = ["--rule", "workload/privileged"];

async function scan(
  format: string,
  files: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<string> {
  return (await rampart(workspace(files), ["scan", ...ONLY, "--format", format, ...args])).stdout;
}

describe("SARIF", () => {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));

  test.each([
    [
      "findings, fixes and errors",
      { "a b/pod.yaml": PRIVILEGED_POD, "bad.yaml": "apiVersion: v1\nkind: Pod\nkind: Pod\n" },
      ["--fixes"],
    ],
    [
      "suppressed findings",
      {
        "pod.yaml": PRIVILEGED_POD.replace(
          "  name: web\n",
          "  name: web\n  annotations:\n    kube-rampart/ignore.workload.privileged: lab\n",
        ),
      },
      ["--profile", "dev"],
    ],
    ["nothing", { "settings.yaml": CALM }, []],
  ])("of %s is valid by the official schema", async (_name, files, args) => {
    const log = JSON.parse(await scan("sarif", files, ...args));
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  });

  test("carries relative URIs, levels, fingerprints, ranges and fixes", async () => {
    const [run] = JSON.parse(await scan("sarif", { "a b/pod.yaml": PRIVILEGED_POD }, "--fixes")).runs;
    expect(run.tool.driver.rules).toMatchObject([
      { id: "workload/privileged", properties: { "security-severity": "9.5" } },
    ]);
    expect(run.results).toMatchObject([
      {
        ruleId: "workload/privileged",
        ruleIndex: 0,
        level: "error",
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "a%20b/pod.yaml" },
              region: { startLine: 10, startColumn: 21, endLine: 10, endColumn: 25 },
            },
          },
        ],
        partialFingerprints: { "rampart/v1": expect.stringMatching(/^[0-9a-f]{16}$/) },
        fixes: [{ artifactChanges: [{ artifactLocation: { uri: "a%20b/pod.yaml" } }] }],
      },
    ]);
  });
});

test("JUnit is well-formed and counts failures, also with hostile names", async () => {
  const xml = await scan("junit", {
    "a&b.yaml": PRIVILEGED_POD.replace("- name: web", '- name: "<web> & \\u0007"'),
  });
  expect(XMLValidator.validate(xml)).toBe(true);
  const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "" }).parse(xml);
  expect(testsuites).toMatchObject({
    tests: "1",
    failures: "1",
    errors: "0",
    testsuite: { name: "a&b.yaml", testcase: { classname: "workload/privileged", line: "10" } },
  });
  const calm = await scan("junit", { "settings.yaml": CALM });
  expect(XMLValidator.validate(calm)).toBe(true);
});

test("Markdown holds a verdict, counts and a table, and escapes what it shows", async () => {
  const markdown = await scan("markdown", {
    "pod.yaml": PRIVILEGED_POD.replace("- name: web", '- name: "a|b<script>@team"'),
  });
  expect(markdown).toContain("**1 finding blocks** · 1 critical · 1 document in 1 file · profile");
  expect(markdown).toContain("| critical | `pod.yaml:10` |");
  expect(markdown).toContain("a\\|b&lt;script>&#64;team");
});

test("Markdown fits into a comment of a pull request, what blocks first, and says how much it leaves out", async () => {
  const pods = Array.from({ length: 600 }, (_, at) =>
    PRIVILEGED_POD.replace("name: web\n", `name: web-${at}\n`),
  );
  const markdown = await scan("markdown", {
    "pods.yaml": pods.join("---\n"),
    "a|b`c.yaml": "apiVersion: v1\nkind: Pod\nkind: Pod\n",
  });
  expect(markdown.length).toBeLessThan(65_536);
  const rows = markdown.match(/^\| critical \|/gm)?.length ?? 0;
  expect(rows).toBeGreaterThan(100);
  expect(markdown).toContain(`… and ${600 - rows} more`);
  expect(markdown).toContain("- `abc.yaml`: ");
});

test("HTML stands alone: no script, no address that is fetched, hostile text escaped", async () => {
  const html = await scan("html", {
    "pod.yaml": PRIVILEGED_POD.replace("- name: web", '- name: "<img src=x onerror=alert(1)>"'),
  });
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(html).not.toMatch(/<script|<img|<link|@import|url\(/);
  expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
  expect(html).toContain("<caption>By severity</caption>");
  expect(html).toContain('<strong class="block">1 finding blocks.</strong>');
});

test("GitHub annotations escape what would end a command", async () => {
  const output = await scan("github", { "a,b.yaml": PRIVILEGED_POD });
  expect(output).toMatch(
    /^::error file=a%2Cb\.yaml,line=10,col=21,endLine=10,endColumn=25,title=workload\/privileged::container "web" is privileged/,
  );
});

test("GitLab code quality carries fingerprint, severity and lines", async () => {
  expect(JSON.parse(await scan("gitlab", { "pod.yaml": PRIVILEGED_POD }))).toMatchObject([
    {
      check_name: "workload/privileged",
      severity: "blocker",
      location: { path: "pod.yaml", lines: { begin: 10, end: 10 } },
      fingerprint: expect.any(String),
    },
  ]);
});

test("the successor of PolicyReport has a source", async () => {
  const files = { "shop.yaml": PRIVILEGED_POD.replace("name: web\n", "name: web\n  namespace: shop\n") };
  expect(JSON.parse(await scan("openreports", files))).toMatchObject({
    items: [
      {
        apiVersion: "openreports.io/v1alpha1",
        kind: "Report",
        source: "rampart",
        results: [
          { policy: "workload/privileged", result: "fail", resources: [{ kind: "Pod", name: "web" }] },
        ],
      },
    ],
  });
});

test("PolicyReport is a List with one report a namespace", async () => {
  const files = {
    "pod.yaml": PRIVILEGED_POD,
    "shop.yaml": PRIVILEGED_POD.replace("name: web\n", "name: web\n  namespace: shop\n"),
  };
  expect(JSON.parse(await scan("policyreport", files))).toMatchObject({
    kind: "List",
    items: [
      { apiVersion: "wgpolicyk8s.io/v1alpha2", kind: "ClusterPolicyReport", summary: { fail: 1 } },
      {
        kind: "PolicyReport",
        metadata: { namespace: "shop" },
        results: [{ policy: "workload/privileged", result: "fail", severity: "critical" }],
      },
    ],
  });
});
