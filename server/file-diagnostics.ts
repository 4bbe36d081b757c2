import type { Diagnostic } from "vscode-languageserver";
import { undocumentedDifference } from "../engine/policy/policy-rules";
import { createLineIndex } from "../engine/yaml/text-position";
import { configurationDiagnostics } from "./configuration/configuration-diagnostics";
import { isConfiguration } from "./configuration/schema-at";
import { waiverDiagnostics } from "./configuration/waiver-diagnostics";
import type { DocumentVerdict } from "./judge-document";
import type { Manifest } from "./open-manifests";
import { relatedPlaces } from "./related-places";
import type { Session } from "./session";
import { toDiagnostic } from "./to-diagnostic";

/** The diagnostics of one version of a file. */
export interface FileDiagnostics {
  readonly items: readonly Diagnostic[];
  /** What the items were made of, document by document: equal parts make equal diagnostics. */
  readonly parts: readonly Part[];
}

/** A file in which nothing is found. */
export const NO_DIAGNOSTICS: FileDiagnostics = { items: [], parts: [] };

interface Part {
  readonly diagnostics: readonly Diagnostic[];
}

/** The last diagnostics made of a verdict: they stay as they are while the document does not move. */
const cache = new WeakMap<DocumentVerdict, Part & { readonly uri: string; readonly line: number }>();

/** The diagnostics of a file as it is now. Only documents that changed or moved cost anything. */
export function fileDiagnostics(session: Session, manifest: Manifest): FileDiagnostics {
  if (isConfiguration(manifest.file.file)) {
    const items = [
      ...configurationDiagnostics(manifest),
      ...waiverDiagnostics(session, manifest),
      ...differenceDiagnostics(session, manifest),
    ];
    return { items, parts: [{ diagnostics: items }] };
  }
  const verdicts = session.judge(manifest);
  const parts = verdicts.map((verdict, index) => {
    const start = manifest.file.documents[index]?.slice.start ?? 0;
    return partOf(session, manifest, verdict, manifest.lines.position(start).line);
  });
  return { items: parts.flatMap(({ diagnostics }) => diagnostics), parts };
}

/** The differences between environments that are shown where the configuration declares them. */
function differenceDiagnostics(session: Session, manifest: Manifest): readonly Diagnostic[] {
  if (!session.differences?.findingsOf(manifest.folder, manifest.file.file)) return NOTHING;
  return session.judge(manifest).flatMap((verdict, index) => {
    const findings = verdict.findings.filter(({ finding }) => finding.rule === undocumentedDifference.id);
    const start = manifest.file.documents[index]?.slice.start ?? 0;
    return partOf(session, manifest, { ...verdict, findings }, manifest.lines.position(start).line)
      .diagnostics;
  });
}

/** Whether two readings of a file show the same. */
export function sameDiagnostics(a: FileDiagnostics, b: FileDiagnostics): boolean {
  return (
    a.parts.length === b.parts.length &&
    a.parts.every(({ diagnostics }, index) => {
      const other = b.parts[index]?.diagnostics;
      return diagnostics === other || JSON.stringify(diagnostics) === JSON.stringify(other);
    })
  );
}

function partOf(session: Session, manifest: Manifest, verdict: DocumentVerdict, line: number): Part {
  const before = cache.get(verdict);
  if (before?.line === line && before.uri === manifest.uri) return before;
  const { uri } = manifest;
  const diagnostics =
    verdict.findings.length === 0
      ? NOTHING
      : diagnosticsOf(session, manifest, verdict).map((each) => moved(each, line, uri));
  const part = { line, uri, diagnostics };
  // Resources of other files move without this one being judged again.
  if (!verdict.findings.some(({ finding }) => finding.related.some(({ fact }) => fact)))
    cache.set(verdict, part);
  return part;
}

const NOTHING: readonly Diagnostic[] = [];

function diagnosticsOf(session: Session, { uri, folder }: Manifest, verdict: DocumentVerdict): Diagnostic[] {
  const elsewhere = session.indexes.locateElsewhere(folder);
  const lines = createLineIndex(verdict.file.text);
  return verdict.findings.map((judged) =>
    toDiagnostic(
      judged,
      session.client.relatedInformation ? relatedPlaces(judged, verdict, uri, lines, elsewhere) : [],
    ),
  );
}

/** Shifts a diagnostic, and what it says of the same file, by whole lines. */
function moved(diagnostic: Diagnostic, by: number, uri: string): Diagnostic {
  if (by === 0) return diagnostic;
  const { range, relatedInformation } = diagnostic;
  return {
    ...diagnostic,
    range: movedRange(range, by),
    ...(relatedInformation
      ? {
          relatedInformation: relatedInformation.map((each) =>
            each.location.uri === uri
              ? { ...each, location: { uri, range: movedRange(each.location.range, by) } }
              : each,
          ),
        }
      : {}),
  };
}

function movedRange({ start, end }: Diagnostic["range"], by: number): Diagnostic["range"] {
  return {
    start: { line: start.line + by, character: start.character },
    end: { line: end.line + by, character: end.character },
  };
}
