import { type FileDocument, type ManifestFile, readManifestFile } from "../engine/analyze-file";
import type { Finding } from "../engine/finding";
import type { Fact } from "../engine/inventory/fact";
import { mapPath } from "../engine/inventory/map-path";
import { deepEqual, isObject, type JsonObject, type Path, valueAt } from "../engine/json";
import { stringAt } from "../engine/kubernetes/fields";
import { createResource, groupKind, type Resource } from "../engine/kubernetes/resource";
import type { RelatedPlace } from "../engine/rules/rule";
import { locateInTemplate } from "../engine/yaml/locate-in-template";
import { splitDocuments } from "../engine/yaml/split-documents";
import type { Span } from "../engine/yaml/text-position";
import { joinPath } from "./kustomize";
import type { Rendering } from "./render";
import type { Scope } from "./scopes";

/** A finding of a rendered resource, where its cause is written. */
export interface TracedFinding {
  readonly file: string;
  readonly finding: Finding;
}

/** A rendered scope: its resources as one file that is nowhere on disk, and the way back to what was written. */
export interface RenderedScope {
  readonly file: ManifestFile;
  /** How many of its resources no file holds as such: a template or a generator makes them. */
  readonly made: number;
  /** Leads a finding back to its source. The fixes are left out: they are made for what was rendered. */
  trace(finding: Finding): TracedFinding;
  /** Leads related places back; facts of the scope's own files stay as they are. */
  traceRelated(related: readonly RelatedPlace[]): readonly RelatedPlace[];
}

/** Where a rendered resource was written. */
type Source =
  /** As a resource of a file, with the object as written. */
  | {
      readonly kind: "resource";
      readonly file: string;
      readonly document: number;
      readonly base: Path;
      readonly object: JsonObject;
    }
  /** In a template, or in a file that is no manifest of its own. */
  | { readonly kind: "template"; readonly file: string; readonly text: string }
  /** By an entry of a kustomization, or nowhere that can be told: the file that declares the scope. */
  | { readonly kind: "declaration"; readonly file: string; readonly base: Path };

const ORIGIN = "config.kubernetes.io/origin";

/** Looks up a file of the workspace by its name. */
export type FileOf = (name: string) => ManifestFile | undefined;

/**
 * Reads what a tool has rendered, and pauses after each document.
 *
 * @param fileOf looks up the files of the workspace by name
 */
export function* readRenderingInSteps(
  scope: Scope,
  { text }: Rendering,
  fileOf: FileOf,
): Generator<void, RenderedScope> {
  const name = `rendered:${scope.name}`;
  const sources = new Map<string, Source>();
  const objects = new Map<string, JsonObject>();
  const documents: FileDocument[] = [];
  for (const slice of splitDocuments(text)) {
    const part = readManifestFile(name, text.slice(slice.start, slice.end));
    for (const document of part.documents)
      documents.push(withSources({ ...document, slice }, documents.length));
    yield;
  }

  /** The document without what the tool noted in it, which is kept as the sources of its resources. */
  function withSources(document: FileDocument, index: number): FileDocument {
    const resources = document.resources.map((resource) => {
      const key = keyOf(index, resource.base);
      const plain = scope.kind === "chart" ? resource : withoutOrigin(resource);
      objects.set(key, plain.object);
      sources.set(
        key,
        scope.kind === "chart"
          ? chartSource(scope, document, resource, fileOf)
          : kustomizationSource(scope, resource, fileOf),
      );
      return plain;
    });
    return { ...document, class: resources.length > 0 ? "resources" : document.class, resources };
  }

  function place(document: number, base: Path, path: Path, identity: Finding["resource"]) {
    const source = sources.get(keyOf(document, base)) ?? declarationOf(scope);
    const rendered = objects.get(keyOf(document, base));
    if (source.kind === "resource")
      return {
        file: source.file,
        document: source.document,
        base: source.base,
        path: mapPath(path, rendered, source.object),
        isSame: deepEqual(
          valueAt(rendered, path),
          valueAt(source.object, mapPath(path, rendered, source.object)),
        ),
      };
    const { file } = source;
    if (source.kind === "declaration")
      return { file, document: 0, base: source.base, path: [], isSame: false };
    const at: Span = locateInTemplate(source.text, identity, path);
    return { file, document: 0, base: [], path, at, isSame: false };
  }

  const traceRelated = (related: readonly RelatedPlace[], own?: Finding): readonly RelatedPlace[] =>
    related.flatMap((each): RelatedPlace[] => {
      const { fact, path, message } = each;
      if (fact && fact.source.file !== name) return [each];
      const [document, base, identity] = fact
        ? [fact.source.document, fact.source.base, identityOf(fact)]
        : [own?.document ?? 0, own?.base ?? [], own?.resource];
      const found = identity && place(document, base, path, identity);
      // A place in a template has no path that could be looked up.
      if (!found || "at" in found) return [];
      const source = { file: found.file, document: found.document, base: found.base };
      return [{ ...(fact ? { fact: { ...fact, source } } : {}), path: found.path, message }];
    });

  return {
    file: { file: name, text, documents },
    made: [...sources.values()].filter(({ kind }) => kind !== "resource").length,
    traceRelated,
    trace(finding) {
      const { span: _span, ...rest } = finding;
      const { file, isSame, ...where } = place(
        finding.document,
        finding.base,
        finding.path,
        finding.resource,
      );
      return {
        file,
        finding: {
          ...rest,
          ...where,
          ...(isSame && finding.span ? { span: finding.span } : {}),
          resource: withoutHash(finding.resource, sources.get(keyOf(finding.document, finding.base))),
          fixes: [],
          related: traceRelated(finding.related, finding),
        },
      };
    },
  };
}

function keyOf(document: number, base: Path): string {
  return `${document}/${base.join("/")}`;
}

function identityOf({ apiVersion, groupKind: kind, namespace, name }: Fact): Finding["resource"] {
  return { apiVersion, kind: kind.slice(kind.indexOf("/") + 1), groupKind: kind, namespace, name };
}

/** The hash in a generated name changes with every content; a finding's identity must not. */
function withoutHash(identity: Finding["resource"], source: Source | undefined): Finding["resource"] {
  if (source?.kind !== "declaration" || !/Generator$/.test(String(source.base[0]))) return identity;
  return { ...identity, name: identity.name?.replace(/-[a-z0-9]{10}$/, "") };
}

function withoutOrigin(resource: Resource): Resource {
  const { metadata } = resource.object;
  if (!isObject(metadata) || !isObject(metadata.annotations)) return resource;
  const { [ORIGIN]: _origin, ...annotations } = metadata.annotations;
  const { annotations: _all, ...rest } = metadata;
  const object: JsonObject = {
    ...resource.object,
    metadata: Object.keys(annotations).length > 0 ? { ...rest, annotations } : rest,
  };
  return createResource(object, resource.apiVersion, resource.kind, resource.base);
}

function declarationOf(scope: Scope): Source {
  return { kind: "declaration", file: scope.file ?? "", base: [] };
}

function kustomizationSource(scope: Scope, resource: Resource, fileOf: FileOf): Source {
  const origin = readManifestFile("origin", resource.annotations[ORIGIN] ?? "").documents[0]?.yaml.value;
  const path = stringAt(origin, "path");
  if (path !== undefined) {
    const file = fileOf(joinPath(scope.name, path));
    return (file && resourceIn(file, resource)) ?? declarationOf(scope);
  }
  const configuredIn = stringAt(origin, "configuredIn");
  if (configuredIn === undefined) return declarationOf(scope);
  const file = joinPath(scope.name, configuredIn);
  const list = resource.kind === "Secret" ? "secretGenerator" : "configMapGenerator";
  const entries = valueAt(fileOf(file)?.documents[0]?.yaml.value, [list]);
  const names = Array.isArray(entries) ? entries.map((entry) => stringAt(entry, "name") ?? "") : [];
  const index = bestName(names, resource.name ?? "");
  return { kind: "declaration", file, base: index < 0 ? [] : [list, index] };
}

/** The resource of a file that became another one: of the same kind, and named like it. */
function resourceIn(file: ManifestFile, rendered: Resource): Source | undefined {
  const found = file.documents.flatMap(({ resources, class: documentClass }, document) =>
    documentClass === "resources"
      ? resources
          .filter((each) => groupKind(each) === groupKind(rendered))
          .map((resource) => ({ resource, document }))
      : [],
  );
  const index =
    found.length === 1
      ? 0
      : bestName(
          found.map(({ resource }) => resource.name ?? ""),
          rendered.name ?? "",
        );
  const best = found[index];
  return (
    best && {
      kind: "resource",
      file: file.file,
      document: best.document,
      base: best.resource.base,
      object: best.resource.object,
    }
  );
}

/** The longest of some names that a name with prefixes, suffixes or a hash may come from; -1 if there is none. */
function bestName(names: readonly string[], name: string): number {
  let best = -1;
  names.forEach((each, index) => {
    const isLonger = each.length > (names[best]?.length ?? -1);
    if (each !== "" && name.includes(each) && (each === name || isLonger) && names[best] !== name)
      best = index;
  });
  return best;
}

/** Helm writes `# Source: chart/path` above every document. */
function chartSource(scope: Scope, { yaml }: FileDocument, resource: Resource, fileOf: FileOf): Source {
  const path = /^# Source: [^/\n]+\/(.+?)\s*$/m.exec(yaml.text.slice(0, 4_096))?.[1];
  const file = path === undefined ? undefined : fileOf(joinPath(scope.name, path));
  if (!file) return declarationOf(scope);
  const whole = file.documents.some(({ yaml: each }) => each.template || each.problems.length > 0);
  const plain = whole ? undefined : resourceIn(file, resource);
  return plain ?? { kind: "template", file: file.file, text: file.text };
}
