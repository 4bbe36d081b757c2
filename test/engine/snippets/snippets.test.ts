import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readManifestFile } from "../../../engine/analyze-file";
import { createPolicy } from "../../../engine/policy/policy";
import { LAYERS } from "../../../engine/rules/rule";
import { parseDocument } from "../../../engine/yaml/parse-document";
import { expandSnippet, type SnippetValues } from "./expand-snippet";
import { judgeByPolicy } from "./judge-by-policy";
import { loadSnippets, SNIPPET_FOLDER } from "./snippets";

const snippets = loadSnippets();
const byPrefix = new Map(snippets.map((snippet) => [snippet.prefix, snippet]));
const production = createPolicy({}, { kubernetesVersion: 37 });
const restricted = createPolicy({}, { kubernetesVersion: 37, standards: [{ name: "pss-restricted" }] });

/** What stands beside a snippet when its scope is closed: other snippets, some with values of their own. */
const NAMESPACE: Companion = ["rampart-namespace"];
const API: Companion = ["rampart-app"];
const WEB: Companion = ["rampart-app", { 1: "web" }];
const DATABASE: Companion = ["rampart-statefulset", { 1: "database" }];
const OPERATOR: Companion = ["rampart-app", { 1: "operator" }];
const COMPANIONS: Readonly<Record<string, readonly Companion[]>> = {
  "rampart-namespace": [],
  "rampart-default-deny": [["rampart-app"]],
  "rampart-app": [NAMESPACE],
  "rampart-service": [NAMESPACE, ["rampart-deployment"]],
  "rampart-load-balancer-internal": [
    ["rampart-namespace", { 8: "1" }],
    ["rampart-deployment", { 4: "8443" }],
  ],
  "rampart-gateway": [NAMESPACE, API],
  "rampart-application-gateway-for-containers": [NAMESPACE, API],
  "rampart-application-gateway-ingress": [NAMESPACE, API],
  "rampart-ingress": [NAMESPACE, API],
  "rampart-role": [NAMESPACE, API],
  "rampart-pdb": [NAMESPACE, ["rampart-deployment"]],
  "rampart-hpa": [NAMESPACE, API],
  "rampart-allow-ingress-controller": [NAMESPACE, API],
  "rampart-allow-application-gateway": [NAMESPACE, API],
  "rampart-allow-metrics": [NAMESPACE, API],
  "rampart-allow-internet": [NAMESPACE, API],
  "rampart-allow-api-server": [NAMESPACE, OPERATOR],
  "rampart-allow-app": [NAMESPACE, API, WEB],
  "rampart-allow-database": [NAMESPACE, API, DATABASE],
  "rampart-allow-database-external": [NAMESPACE, API],
  "rampart-istio-strict": [NAMESPACE, API, WEB],
  "rampart-linkerd-authorization": [NAMESPACE, API, WEB],
  "rampart-secret-volume": [NAMESPACE, ["rampart-service-account"], ["rampart-external-secret"]],
};

type Companion = readonly [prefix: string, values?: SnippetValues];

function inClosedScope(prefix: string, manifest: string, isPart: boolean): string {
  const account: Companion[] = isPart ? [["rampart-service-account"]] : [];
  const companions = COMPANIONS[prefix] ?? [NAMESPACE, ...account];
  const others = companions.map(([other, values]) => expandSnippet(byPrefix.get(other)?.body ?? "", values));
  return [manifest, ...others].join("\n---\n");
}

describe("the files", () => {
  test("are one for each layer, and nothing else", () => {
    const names = readdirSync(SNIPPET_FOLDER).sort();
    expect(names).toEqual(LAYERS.map((layer) => `${layer}.json`).sort());
  });

  test("hold what VS Code reads: title, prefix, scope, description, lines", () => {
    for (const name of readdirSync(SNIPPET_FOLDER)) {
      const file: unknown = JSON.parse(readFileSync(join(SNIPPET_FOLDER, name), "utf8"));
      for (const [title, snippet] of Object.entries(file as object)) {
        expect(title).toMatch(/^[A-Z].*[^.]$/);
        expect(Object.keys(snippet)).toEqual(["prefix", "scope", "description", "body"]);
        expect(snippet).toMatchObject({
          prefix: expect.stringMatching(/^rampart-[a-z0-9]+(-[a-z0-9]+)*$/),
          scope: "yaml",
          description: expect.stringMatching(/^[A-Z].{60,}\.$/),
        });
        for (const line of snippet.body) expect(line).toMatch(/^(?!.*\t)(|.*\S)$/);
      }
    }
  });

  test("give no prefix and no title twice", () => {
    expect(new Set(snippets.map(({ prefix }) => prefix)).size).toBe(snippets.length);
    expect(new Set(snippets.map(({ title }) => title)).size).toBe(snippets.length);
  });

  test("number tab stops without a gap, and give each a default", () => {
    for (const { prefix, body } of snippets) {
      const used = new Set([...body.matchAll(/(?<!\\)\$\{?(\d+)/g)].map(([, number]) => Number(number)));
      expect([prefix, [...used].sort((a, b) => a - b)]).toEqual([
        prefix,
        Array.from({ length: used.size }, (_, index) => index + 1),
      ]);
      const defaults = new Set([...body.matchAll(/\$\{(\d+)[:|]/g)].map(([, number]) => Number(number)));
      expect([prefix, [...defaults].sort()]).toEqual([prefix, [...used].sort()]);
    }
  });
});

describe.each(snippets)("$prefix", ({ prefix, layer, text, manifest, isPart }) => {
  test("is YAML, and every document is a named Kubernetes resource", () => {
    for (const document of readManifestFile("manifest.yaml", manifest).documents) {
      expect(document.yaml.problems).toEqual([]);
      // Falco reads a list of rules; the API server's own files have no names.
      if (prefix === "rampart-falco-rule") continue;
      const value = parseDocument(document.yaml.text).value;
      expect(value).toMatchObject({ apiVersion: expect.any(String), kind: expect.stringMatching(/^[A-Z]/) });
      if (layer !== "control-plane") expect(value).toMatchObject({ metadata: { name: expect.any(String) } });
    }
  });

  test("leaves nothing empty", () => {
    expect(text).not.toMatch(/^\s*$/m);
    // A key without a value: nothing deeper follows it.
    expect(text).not.toMatch(/^( *)[\w./-]+:\n(?!\1[ -])/m);
  });

  test("is clean under every rule that is on by default", () => {
    expect(judgeByPolicy(production, manifest, false)).toEqual([]);
  });

  test("is clean in a closed scope, beside the snippets it belongs to", () => {
    expect(judgeByPolicy(production, inClosedScope(prefix, manifest, isPart), true)).toEqual([]);
  });

  test("is clean under pss-restricted", () => {
    expect(judgeByPolicy(restricted, manifest, true)).toEqual([]);
  });
});
