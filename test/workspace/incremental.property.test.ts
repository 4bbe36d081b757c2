import fc from "fast-check";
import { expect, test } from "vitest";
import { analyzeDocument, type ManifestFile, readManifestFile } from "../../engine/analyze-file";
import { analyzeScope } from "../../engine/analyze-scope";
import type { Fact } from "../../engine/inventory/fact";
import { createInventory } from "../../engine/inventory/inventory";
import { judgeFindings } from "../../engine/policy/judge-findings";
import { createPolicy } from "../../engine/policy/policy";
import { rangesOf } from "../../engine/yaml/parse-document";
import { openRanges } from "../engine/yaml/open-ranges";

const policy = createPolicy({});
const RUNS = { seed: 20_262, numRuns: 500 };

const DOCUMENTS = [
  "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: {app: web}\nspec:\n  hostNetwork: true\n  containers:\n    - name: app\n      image: registry.example/web\n",
  "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n",
  "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: reader\nrules:\n  - apiGroups: ['']\n    resources: [secrets]\n    verbs: [get, list]\n",
  "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: reader\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role\n  name: reader\nsubjects:\n  - kind: ServiceAccount\n    name: web\n",
  "kind: List\napiVersion: v1\nitems:\n  - &shared\n    apiVersion: v1\n    kind: ConfigMap\n    metadata:\n      name: settings\n    data: {DB_PASSWORD: hunter2hunter2}\n  - *shared\n",
];

/** What people do to a text: type, delete, move a document, take one out. Numbers say where. */
const edit = fc.record({
  file: fc.nat(1),
  kind: fc.constantFrom("insert", "insert", "delete", "document", "swap"),
  at: fc.nat(),
  length: fc.nat(12),
  text: fc.constantFrom(
    "web", "x", "\n", "  ", "- ", "name: ", "privileged: true", "---\n", "'", "#", "1", ": ", "{", "}", "&a ", "*a", "runAsNonRoot: true\n", "app: web\n",
  ),
}); // biome-ignore format: a table
const sequence = fc.tuple(
  fc.array(fc.nat(DOCUMENTS.length - 1), { minLength: 1, maxLength: 3 }),
  fc.array(fc.nat(DOCUMENTS.length - 1), { minLength: 1, maxLength: 3 }),
  fc.array(edit, { minLength: 10, maxLength: 12 }),
);

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

function apply(text: string, { kind, at, length, text: insert }: Edit): string {
  const place = at % (text.length + 1);
  if (kind === "insert") return text.slice(0, place) + insert + text.slice(place);
  if (kind === "delete") return text.slice(0, place) + text.slice(place + length);
  const documents = text.split("---\n");
  if (kind === "document") return [...documents, DOCUMENTS[at % DOCUMENTS.length] ?? ""].join("---\n");
  return [...documents.slice(1), documents[0]].join("---\n");
}

/** Everything that is said of the files together: findings with ranges and fingerprints, facts, problems, ranges. */
function judge(files: readonly ManifestFile[]): unknown {
  const facts: Fact[] = [];
  const findings = files.map((file) =>
    file.documents.flatMap((document, index) => {
      const analysis = analyzeDocument(document, index, policy.options, policy.isEnabled);
      analysis.facts.forEach((fact, at) => {
        facts.push({ ...fact, source: { file: file.file, document: index, base: analysis.bases[at] ?? [] } });
      });
      return [...analysis.findings];
    }),
  );
  const inventory = createInventory("", true, facts);
  for (const { file, finding } of analyzeScope(inventory, policy.options, policy.isEnabled))
    findings[files.findIndex((each) => each.file === file)]?.push(finding);
  return {
    facts,
    judged: files.map((file, at) => judgeFindings(file, findings[at] ?? [], policy)),
    documents: files.map((file) =>
      file.documents.map(({ slice, yaml, class: kind }) => [
        slice,
        yaml.problems,
        kind,
        openRanges(rangesOf(yaml)),
      ]),
    ),
  };
}

test(`editing says what reading from scratch says, over 500 sequences of at least 10 edits, seed ${RUNS.seed}`, {
  timeout: 300_000,
}, () => {
  let kept = 0;
  fc.assert(
    fc.property(sequence, ([first, second, edits]) => {
      const texts = [first, second].map((list) => list.map((index) => DOCUMENTS[index]).join("---\n"));
      let files = texts.map((text, at) => readManifestFile(`${at}.yaml`, text));
      for (const each of edits) {
        const text = apply(texts[each.file] ?? "", each);
        texts[each.file] = text;
        files = files.map((previous, at) =>
          at === each.file ? readManifestFile(previous.file, text, { previous }) : previous,
        );
        kept += files[each.file]?.documents.length ?? 0;
      }
      expect(judge(files)).toEqual(judge(texts.map((text, at) => readManifestFile(`${at}.yaml`, text))));
    }),
    RUNS,
  );
  expect(kept).toBeGreaterThan(RUNS.numRuns * 10);
});
