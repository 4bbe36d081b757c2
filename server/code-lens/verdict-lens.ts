import type { CodeLens } from "vscode-languageserver";
import { blockedInProduction } from "../blocking";
import type { OpenManifest } from "../open-manifests";
import type { Session } from "../session";

/** At the top of a file that would not pass in production: how many findings block there. */
export function verdictLens(session: Session, manifest: OpenManifest): CodeLens[] {
  const { folder, file } = manifest;
  const count = blockedInProduction(session.judge(manifest));
  if (count === 0) return [];
  const { profile } = session.policies.policyFor(folder, file.file);
  const environment = session.policies.environmentOf(folder, file.file);
  const where = environment === undefined ? profile.name : `${environment}, profile ${profile.name}`;
  // In prod there is nothing to tell apart.
  const here = profile.name === "prod" ? "" : ` (here: ${where})`;
  const findings = count === 1 ? "1 finding blocks" : `${count} findings block`;
  const start = { line: 0, character: 0 };
  return [
    {
      range: { start, end: start },
      command: { title: `Would not pass prod: ${findings}${here}`, command: "" },
    },
  ];
}
