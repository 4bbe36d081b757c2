import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import { placedFindings } from "../code-actions/request";
import type { OpenManifest } from "../open-manifests";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import { fieldNoteAt } from "./field-note";
import { findingSection } from "./finding-section";

/** Explains the findings at the cursor, else the field under it. */
export function startHover(session: Session): void {
  session.connection.onHover((params) =>
    runSafe<Hover | null>(session.log, "textDocument/hover", null, async () => {
      const manifest = await session.manifest(params.textDocument.uri);
      return manifest ? hoverAt(session, manifest, params.position) : null;
    }),
  );
}

async function hoverAt(session: Session, manifest: OpenManifest, position: Position): Promise<Hover | null> {
  const offset = manifest.lines.offset({ line: position.line, column: position.character });
  const findings = placedFindings(session, manifest).filter(
    ({ location }) => location.start <= offset && offset <= location.end,
  );
  const field = fieldNoteAt(manifest, offset);
  const explained = await Promise.all(findings.map((finding) => findingSection(session, finding)));
  const sections = [...explained, ...(field ? [field.text] : [])];
  const range = findings[0]?.range ?? field?.range;
  if (sections.length === 0 || !range) return null;
  return { contents: { kind: MarkupKind.Markdown, value: sections.join("\n\n---\n\n") }, range };
}
