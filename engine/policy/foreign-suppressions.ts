import type { FileDocument, ManifestFile } from "../analyze-file";
import type { Path } from "../json";
import { rules } from "../rules/registry";
import type { EquivalentTool, RuleId } from "../rules/rule";
import { locate } from "../yaml/locate";
import type { Suppression } from "./suppressions";

/** What an annotation of another tool silences: ids of that tool, or everything. */
interface ForeignAnnotation {
  readonly tool: EquivalentTool;
  /** The ids and the reason; `undefined` where the annotation is not one of these. */
  read(
    key: string,
    value: string,
  ): { readonly ids: readonly string[] | "all"; readonly reason: string | undefined } | undefined;
}

/*
 * How other tools are silenced by annotations: Checkov `checkov.io/skipN: ID=reason`; kube-linter
 * `ignore-check.kube-linter.io/CHECK: reason` and `kube-linter.io/ignore-all`; kube-score `kube-score/ignore: a,b`;
 * Polaris `polaris.fairwinds.com/CHECK-exempt: "true"` in kebab case and `polaris.fairwinds.com/exempt`. kubesec has no
 * way to silence a check in a manifest.
 */
const ANNOTATIONS: readonly ForeignAnnotation[] = [
  {
    tool: "checkov",
    read(key, value) {
      if (!/^checkov\.io\/skip\d*$/.test(key)) return undefined;
      const [id = "", ...reason] = value.split("=");
      return { ids: [id.trim()], reason: reason.join("=").trim() || undefined };
    },
  },
  {
    tool: "kube-linter",
    read(key, value) {
      if (key === "kube-linter.io/ignore-all") return { ids: "all", reason: value.trim() || undefined };
      const prefix = "ignore-check.kube-linter.io/";
      return key.startsWith(prefix)
        ? { ids: [key.slice(prefix.length)], reason: value.trim() || undefined }
        : undefined;
    },
  },
  {
    tool: "kube-score",
    read: (key, value) =>
      key === "kube-score/ignore" ? { ids: splitIds(value), reason: undefined } : undefined,
  },
  {
    tool: "polaris",
    read(key, value) {
      if (value !== "true") return undefined;
      if (key === "polaris.fairwinds.com/exempt") return { ids: "all", reason: undefined };
      const match = /^polaris\.fairwinds\.com\/(.+)-exempt$/.exec(key);
      return match?.[1]
        ? {
            ids: [match[1].replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase())],
            reason: undefined,
          }
        : undefined;
    },
  },
];

/** Comments of other tools: `checkov:skip=ID:reason`, `trivy:ignore:ID`, `kics-scan disable=ID` (a file), `kics-scan ignore` (a file). */
const COMMENT =
  /#[ \t]*(?:checkov:skip=([\w.]+)(?::([^\n\r]*))?|trivy:ignore:([\w-]+)[^\n\r]*|kics-scan (disable=[\w,-]+|ignore)[ \t]*(?=[\r\n]|$))/g;

/** A text with none of these has no such comment, or no such annotation: most have neither. */
const COMMENT_MARKS = ["checkov", "trivy:ignore", "kics-scan"];
const ANNOTATION_MARKS = ["checkov.io", "kube-linter.io", "kube-score/", "polaris.fairwinds"];

/** Finds the suppressions that were written for other tools; they carry our rule ids, worked out from `equivalents`. */
export function findForeignSuppressions(file: ManifestFile): Suppression[] {
  const holds = (mark: string) => file.text.includes(mark);
  const suppressions = COMMENT_MARKS.some(holds) ? commentSuppressions(file) : [];
  if (ANNOTATION_MARKS.some(holds)) suppressions.push(...file.documents.flatMap(annotationSuppressions));
  return suppressions;
}

function commentSuppressions(file: ManifestFile): Suppression[] {
  return [...file.text.matchAll(COMMENT)].flatMap((match): Suppression[] => {
    const [text, checkov, reason, trivy, kics] = match;
    const span = { start: match.index, end: match.index + text.trimEnd().length };
    const document = file.documents.findIndex(({ slice }) => slice.end > match.index);
    const inDocument = { document, resource: "all" as const };
    if (checkov)
      return [
        {
          by: "checkov",
          rules: equivalentRules("checkov", [checkov]),
          reason: reason?.trim() || undefined,
          span,
          reach: inDocument,
        },
      ];
    if (trivy)
      return [
        {
          by: "trivy",
          rules: equivalentRules("trivy", [trivy.replace(/^AVD-/i, "")]),
          reason: undefined,
          span,
          reach: inDocument,
        },
      ];
    if (kics === "ignore")
      return [{ by: "kics", rules: equivalentRules("kics", "all"), reason: undefined, span, reach: "file" }];
    return kics
      ? [
          {
            by: "kics",
            rules: equivalentRules(
              "kics",
              splitIds(kics.slice("disable=".length)).map((id) => id.slice(0, 8)),
            ),
            reason: undefined,
            span,
            reach: "file",
          },
        ]
      : [];
  });
}

function annotationSuppressions(document: FileDocument, index: number): Suppression[] {
  return document.resources.flatMap((resource) =>
    Object.entries(resource.annotations).flatMap(([key, value]) =>
      ANNOTATIONS.flatMap(({ tool, read }): Suppression[] => {
        const found = read(key, value);
        if (!found) return [];
        return [
          {
            by: tool,
            rules: equivalentRules(tool, found.ids),
            reason: found.reason,
            span: annotationSpan(document, resource.base, key),
            reach: { document: index, resource: resource.base },
          },
        ];
      }),
    ),
  );
}

function annotationSpan(document: FileDocument, base: Path, key: string) {
  const { start, end } = locate(document.yaml, base, ["metadata", "annotations", key], "key");
  return { start: start + document.slice.start, end: end + document.slice.start };
}

function splitIds(text: string): string[] {
  return text.split(/[\s,]+/).filter((id) => id !== "");
}

const byTool = new Map<EquivalentTool, Map<string, RuleId[]>>();
for (const { id, equivalents = {} } of rules) {
  for (const [tool, ids] of Object.entries(equivalents) as [EquivalentTool, readonly string[]][]) {
    const index = byTool.get(tool) ?? new Map<string, RuleId[]>();
    byTool.set(tool, index);
    for (const foreign of ids) index.set(normal(foreign), [...(index.get(normal(foreign)) ?? []), id]);
  }
}

/** Our rules for another tool's ids; `KSV001`, `KSV-0001` and `AVD-KSV-0001` are the same. */
function equivalentRules(tool: EquivalentTool, ids: readonly string[] | "all"): readonly RuleId[] {
  const index = byTool.get(tool);
  if (!index) return [];
  return ids === "all" ? [...index.values()].flat() : ids.flatMap((id) => index.get(normal(id)) ?? []);
}

function normal(id: string): string {
  return id.toLowerCase().replace(/^(ksv|kcv)-?0*/, "$1-");
}
