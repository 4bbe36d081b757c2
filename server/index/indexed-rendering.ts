import type { ScopeFinding } from "../../engine/analyze-scope";
import type { Finding } from "../../engine/finding";
import { placeOf } from "../../workspace/finding-place";
import type { RenderedVerdict } from "../../workspace/judge-rendering";
import type { FileOf, TracedFinding } from "../../workspace/rendered-scope";

/** What document rules found in rendered resources at a place of a file, beside what they find in the file. */
export interface RenderedFinding extends Finding {
  /** The scopes in whose renderings it was found. */
  readonly renderedIn: readonly string[];
}

/** A rendered scope as the index uses it: findings stand in the document of their file that they point into. */
export interface IndexedRendering {
  readonly verdict: RenderedVerdict;
  /** What document rules found, by file. */
  readonly byFile: ReadonlyMap<string, readonly Finding[]>;
  /** Leads what an inventory rule found back to its source. */
  trace(found: ScopeFinding): TracedFinding;
}

/** Makes a verdict ready for the index. */
export function indexRendering(verdict: RenderedVerdict, fileOf: FileOf): IndexedRendering {
  const byFile = new Map<string, Finding[]>();
  const traces = new WeakMap<TracedFinding, TracedFinding>();
  for (const traced of verdict.documentFindings) {
    const { file, finding } = inDocument(traced, fileOf);
    const list = byFile.get(file);
    if (list) list.push(finding);
    else byFile.set(file, [finding]);
  }
  return {
    verdict,
    byFile,
    trace(found) {
      const traced = verdict.trace(found);
      const known = traces.get(traced) ?? inDocument(traced, fileOf);
      traces.set(traced, known);
      return known;
    },
  };
}

/** What points into a template does so in the whole text: it belongs to the document that stands there. */
function inDocument(traced: TracedFinding, fileOf: FileOf): TracedFinding {
  const { file, finding } = traced;
  const { at } = finding;
  if (!at) return traced;
  const documents = fileOf(file)?.documents ?? [];
  const document = documents.findLastIndex(({ slice }) => slice.start <= at.start);
  const start = documents[document]?.slice.start;
  if (start === undefined) return traced;
  return { file, finding: { ...finding, document, at: { start: at.start - start, end: at.end - start } } };
}

/**
 * What document rules found in a file in the renderings of some scopes. What several scopes find at one place is one
 * finding.
 */
export function renderedFindings(
  file: string,
  scopes: readonly { readonly name: string; readonly rendering: IndexedRendering | undefined }[],
): readonly RenderedFinding[] {
  const found = new Map<string, { readonly findings: Finding[]; readonly scopes: string[] }>();
  for (const { name, rendering } of scopes) {
    for (const finding of rendering?.byFile.get(file) ?? []) {
      const place = placeOf(file, finding);
      const known = found.get(place) ?? { findings: [], scopes: [] };
      found.set(place, known);
      if (known.scopes.at(-1) !== name) known.scopes.push(name);
      // Several faults at one place of one scope are several findings; another scope finds the same ones.
      if (known.scopes.length === 1) known.findings.push(finding);
    }
  }
  return [...found.values()].flatMap(({ findings, scopes: renderedIn }) =>
    findings.map((finding) => ({ ...finding, renderedIn })),
  );
}
