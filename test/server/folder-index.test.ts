import { describe, expect, test } from "vitest";
import { analyzeDocument, readManifestFile } from "../../engine/analyze-file";
import { createPolicy, type Policy } from "../../engine/policy/policy";
import { createFolderIndex, type FolderIndex } from "../../server/index/folder-index";
import { createRandom, type Random, randomManifest } from "../engine/inventory/random-manifests";

const SEED = Number(process.env.SEED ?? 25_112_026);
const SEQUENCES = 40;
const EDITS = 6;

const PROD = createPolicy({});
const DEV = createPolicy({}, { profile: "dev" });
const policyOf = (name: string): Policy => (name.startsWith("overlays/dev") ? DEV : PROD);

/** Two overlays of one base, a folder that is deployed whole, and files that nobody collects. */
const FOLDERS = ["base", "overlays/dev", "overlays/prod", "deploy", "loose"];
const OVERLAY = (folder: string, random: Random) => `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../../base, own.yaml]
${random.chance(0.5) ? `namespace: ${folder}` : ""}
${random.chance(0.3) ? "namePrefix: x-" : ""}
${random.chance(0.5) ? "patches: [{path: patch.yaml}]" : ""}
`;
const PATCH = (random: Random) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${random.one(["api", "web"])}}\nspec: {template: {spec: {serviceAccountName: ${random.one(["api", "db"])}, automountServiceAccountToken: false}}}\n`;

const KUSTOMIZATION = /kustomization\.yaml$/;

function content(name: string, random: Random): string {
  if (name === "base/kustomization.yaml")
    return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml${random.chance(0.7) ? ", own.yaml" : ""}]\n`;
  if (KUSTOMIZATION.test(name)) return OVERLAY(name.split("/")[1] ?? "", random);
  if (name.endsWith("patch.yaml")) return PATCH(random);
  return Array.from({ length: 1 + random.below(5) }, () => randomManifest(random)).join("---\n");
}

const NAMES = FOLDERS.flatMap((folder) => [
  `${folder}/a.yaml`,
  `${folder}/own.yaml`,
  ...(folder.startsWith("overlays") ? [`${folder}/patch.yaml`] : []),
  ...(folder === "base" || folder.startsWith("overlays") ? [`${folder}/kustomization.yaml`] : []),
]);

function emptyIndex(): FolderIndex {
  const index = createFolderIndex({ policyOf, declaredScopes: () => ["deploy"] });
  index.isComplete = true;
  return index;
}

function take(index: FolderIndex, name: string, text: string | undefined): void {
  if (text === undefined) {
    index.remove(name);
    return;
  }
  // As the server reads files that are not open: which of them are patches may change later.
  const file = readManifestFile(name, text);
  const { options } = policyOf(name);
  index.set(
    file,
    file.documents.map((document) => analyzeDocument(document, 0, options, () => false)),
  );
}

/** What is said of every file. */
function findingsIn(index: FolderIndex, names: Iterable<string>): Map<string, unknown> {
  return new Map(
    [...names].map((name) => {
      const found = index.findingsOf(name);
      const scopes = index.scopesOf(name);
      return [
        name,
        [...(found ?? [])]
          .sort(([a], [b]) => a - b)
          .map(([document, findings]) => [
            document,
            findings.map((finding) => ({
              rule: finding.rule,
              message: finding.message,
              path: finding.path,
              related: finding.related.map((each) => [each.message, each.path, each.fact?.source]),
              level: scopes?.strictest(policyOf(name)).levelOf(finding),
            })),
          ]),
      ];
    }),
  );
}

describe("the index of a folder", () => {
  test(`says after edits what it says when made anew, over ${SEQUENCES} sequences (seed ${SEED})`, {
    timeout: 300_000,
  }, () => {
    process.stderr.write(`folder index: seed ${SEED}, ${SEQUENCES} sequences of ${EDITS} edits\n`);
    const random = createRandom(SEED);
    let found = 0;
    for (let sequence = 0; sequence < SEQUENCES; sequence++) {
      const texts = new Map(NAMES.map((name) => [name, content(name, random)]));
      const index = emptyIndex();
      for (const [name, text] of texts) take(index, name, text);
      index.update();
      for (let step = 0; step < EDITS; step++) {
        const before = findingsIn(index, NAMES);
        const name = random.one(NAMES);
        if (random.chance(0.15) && !KUSTOMIZATION.test(name)) texts.delete(name);
        else if (random.chance(0.5) && texts.has(name) && !KUSTOMIZATION.test(name))
          texts.set(name, `${texts.get(name)}---\n${randomManifest(random)}`);
        else texts.set(name, content(name, random));
        take(index, name, texts.get(name));
        const told = index.update();
        const fresh = emptyIndex();
        // Files are known in the order in which they came: a file that was removed and came again is the last.
        for (const [known, text] of texts) take(fresh, known, text);
        fresh.update();
        const now = findingsIn(index, NAMES);
        expect(now, `sequence ${sequence}, step ${step}: ${name}`).toEqual(findingsIn(fresh, NAMES));
        const changed = NAMES.filter(
          (each) => JSON.stringify(now.get(each)) !== JSON.stringify(before.get(each)),
        );
        expect(changed.filter((each) => !told.includes(each))).toEqual([]);
        for (const each of now.values()) found += (each as unknown[]).length;
      }
    }
    expect(found).toBeGreaterThan(SEQUENCES);
  });
});
