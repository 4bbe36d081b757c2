/** The templating languages that a manifest may be written in before it becomes YAML. */
export type TemplateKind = "helm" | "go" | "envsubst" | "jinja";

const HELM =
  /\{\{[^{}]*\.(?:Values|Release|Chart|Capabilities|Files)\b|\{\{-?\s*(?:include|template|tpl|toYaml)\b/;
const QUOTED = /"(?:[^"\\]|\\.)*"|'[^']*'/g;
const BLOCK_SCALAR_HEADER = /(?:^|[\s:-])[|>][-+0-9]*\s*$/;
const IDENTITY_PLACEHOLDER =
  /^\s*(?:- )?(?:apiVersion|kind|name|namespace|image|replicas)\s*:.*\$\{[A-Za-z_]/;

/** Longer lines are cut before matching, so that no line can make a pattern slow. */
const LINE_LIMIT = 4_096;

/**
 * Tells whether a document is a template rather than a manifest: Helm or Go actions, Jinja blocks, or `${VAR}`
 * in a field that names or shapes the resource (envsubst, Flux). Comments and block scalars (scripts, embedded
 * files) do not count, nor do actions inside quoted strings unless they are Helm's: rules and dashboards carry
 * templates as data, and still parse.
 *
 * @returns the kind of template, or `undefined` for a plain manifest
 */
export function templateKind(text: string): TemplateKind | undefined {
  if (!text.includes("{{") && !text.includes("${") && !text.includes("{%")) return undefined;
  let blockIndent = -1;
  for (const whole of text.split("\n")) {
    const line = stripComment(whole.slice(0, LINE_LIMIT));
    if (line.trim() === "") continue;
    const indent = line.length - line.trimStart().length;
    if (blockIndent >= 0 && indent > blockIndent) continue;
    blockIndent = BLOCK_SCALAR_HEADER.test(line) ? indent : -1;
    const kind = lineTemplateKind(line);
    if (kind) return kind;
  }
  return undefined;
}

const IDENTITY_ACTION = /^\s*(?:- )?(?:apiVersion|kind|name|namespace|image|replicas)\s*:[^#]*\{[{%]/;

/** Whether a template action stands in a field that names or shapes a resource, whatever language it is. */
export function hasTemplatedIdentity(text: string): boolean {
  return text.split("\n").some((line) => IDENTITY_ACTION.test(line.slice(0, LINE_LIMIT)));
}

function stripComment(line: string): string {
  if (line.trimStart().startsWith("#")) return "";
  const at = line.indexOf(" #");
  return at < 0 ? line : line.slice(0, at);
}

function lineTemplateKind(line: string): TemplateKind | undefined {
  if (HELM.test(line)) return "helm";
  const unquoted = line.replace(QUOTED, "");
  if (unquoted.includes("{{")) return "go";
  if (unquoted.includes("{%")) return "jinja";
  return IDENTITY_PLACEHOLDER.test(line) ? "envsubst" : undefined;
}
