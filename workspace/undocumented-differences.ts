import { identityOf, type ManifestFile } from "../engine/analyze-file";
import type { Finding } from "../engine/finding";
import { compareEnvironments } from "../engine/gap/compare-environments";
import type { EnvironmentView, GapRow } from "../engine/gap/gap";
import { type GapDocument, undocumentedRows } from "../engine/gap/gap-document";
import type { Fact } from "../engine/inventory/fact";
import { configurationIdentity } from "../engine/policy/configuration-identity";
import { undocumentedDifference } from "../engine/policy/policy-rules";
import type { Environments } from "./environments";

/** A committed comparison, and the configuration that declares its environments. */
export interface CommittedGap {
  /** The document's file. */
  readonly file: string;
  readonly document: GapDocument;
  /** The `.rampart.yaml` beside it, or the one that names it; `undefined` where that is not in sight. */
  readonly configuration: string | undefined;
}

/** A finding with its file. */
export interface PlacedFinding {
  readonly file: string;
  readonly finding: Finding;
}

type Place = Pick<Finding, "document" | "base" | "path" | "resource" | "target"> & { readonly file: string };

/**
 * The differences between two environments that their document gives no reason for, each on the side of the stricter
 * one: at its resource where that is deployed there alone, else at the kustomization that makes it what it is there,
 * else where the configuration declares the environment. Pauses now and then. Nothing where an environment has no files.
 *
 * @param fileOf looks up the files of the workspace
 */
export function* undocumentedDifferences(
  environments: Environments,
  gap: CommittedGap,
  fileOf: (name: string) => ManifestFile | undefined,
): Generator<void, PlacedFinding[]> {
  const { left, right } = gap.document;
  const first = yield* environments.viewInSteps(left);
  const second = yield* environments.viewInSteps(right);
  if (!first || !second) return [];
  const rows = undocumentedRows(
    compareEnvironments(first, second, environments.policyOf(right)),
    gap.document,
  );
  return rows.map((row) => {
    const { file, ...place } = placeOf(row, second, environments, gap, fileOf);
    return {
      file,
      finding: {
        rule: undocumentedDifference.id,
        severity: undocumentedDifference.severity,
        message: `${right} differs from ${left}, and ${gap.file} gives no reason: ${row.subject} (${left}: ${row.left ?? "nothing"}; ${right}: ${row.right ?? "nothing"})`,
        ...place,
        fixes: [],
        related: [],
      },
    };
  });
}

function placeOf(
  row: GapRow,
  view: EnvironmentView,
  environments: Environments,
  gap: CommittedGap,
  fileOf: (name: string) => ManifestFile | undefined,
): Place {
  const { left, right } = gap.document;
  const fact = factOf(row, view);
  const shared = environments.filesOf(left);
  if (fact && !shared.has(fact.source.file)) return atFact(fact);
  const scope = environments
    .scopesOf(right)
    .find(
      ({ file, files }) => fact && files.has(fact.source.file) && file !== undefined && !shared.has(file),
    );
  const kustomization = scope?.file === undefined ? undefined : fileOf(scope.file);
  const resource = kustomization?.documents[0]?.resources[0];
  if (kustomization && resource)
    return {
      file: kustomization.file,
      resource: identityOf(resource),
      document: 0,
      base: resource.base,
      path: [],
      target: "value",
    };
  return atEnvironment(gap.configuration ?? gap.file, right);
}

/** The resource of a row: the subject names it by its kind and name. */
function factOf({ subject }: GapRow, { inventory }: EnvironmentView): Fact | undefined {
  const words = ` ${subject} `;
  const named = inventory.facts.filter(
    ({ groupKind, name }) =>
      name !== undefined && words.includes(` ${groupKind.replace(/^.*\//, "")} ${name} `),
  );
  // A container may be called like a resource: the resource comes first in the subject.
  return named.sort((a, b) => words.indexOf(` ${a.name} `) - words.indexOf(` ${b.name} `))[0];
}

function atFact({ apiVersion, groupKind, namespace, name, source }: Fact): Place {
  const kind = groupKind.slice(groupKind.indexOf("/") + 1);
  return {
    file: source.file,
    resource: { apiVersion, kind, groupKind, namespace, name },
    document: source.document,
    base: source.base,
    path: ["metadata", "name"],
    target: "value",
  };
}

/** Where the configuration declares an environment; a document stands for a configuration that is not in sight. */
function atEnvironment(file: string, environment: string): Place {
  return {
    file,
    resource: configurationIdentity(file),
    document: 0,
    base: [],
    path: ["environments", environment],
    target: "value",
  };
}
