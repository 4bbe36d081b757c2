import type { Finding, ResourceIdentity } from "./finding";
import { extractFact } from "./inventory/extract-fact";
import type { Fact } from "./inventory/fact";
import { classify, type DocumentClass } from "./kubernetes/classify";
import { envFileResource, isEnvFile } from "./kubernetes/env-file";
import { podTemplatesOf } from "./kubernetes/pod-template";
import { type GroupKind, groupKind, type Resource } from "./kubernetes/resource";
import { rememberByText } from "./remember";
import type { PartsOf } from "./rules/parts";
import { rulesFor } from "./rules/registry";
import type { DocumentRule, Report, ResourceContext, Rule, RuleOptions } from "./rules/rule";
import { isMeasured, runCheck } from "./rules/rule-clock";
import { parseDocument, type YamlDocument } from "./yaml/parse-document";
import { type DocumentSlice, splitDocuments } from "./yaml/split-documents";

/** One document of a file, read and classified. */
export interface FileDocument {
  readonly slice: DocumentSlice;
  readonly yaml: YamlDocument;
  readonly class: DocumentClass;
  readonly resources: readonly Resource[];
}

/** A file, read: its documents in order. Nothing is judged yet. */
export interface ManifestFile {
  readonly file: string;
  readonly text: string;
  readonly documents: readonly FileDocument[];
}

/** How to read a file. */
export interface ReadOptions {
  /** A kustomization in sight names this file as a patch. */
  readonly isPatchFile?: boolean;
  /** An earlier reading of the same file: documents whose text did not change are taken from it. */
  readonly previous?: ManifestFile;
}

/** Reads a file: splits, parses and classifies. Never throws; what is wrong is in the documents' `problems`. */
export function readManifestFile(file: string, text: string, options: ReadOptions = {}): ManifestFile {
  if (isEnvFile(file)) return { file, text, documents: [envFileDocument(file, text)] };
  const known = new Map(
    options.previous?.file === file ? options.previous.documents.map((each) => [each.yaml.text, each]) : [],
  );
  const documents = splitDocuments(text).map((slice): FileDocument => {
    const part = text.slice(slice.start, slice.end);
    const before = known.get(part);
    if (before) return { ...before, slice };
    const yaml = parseDocument(part);
    return { slice, yaml, ...classify(file, yaml.value, options.isPatchFile, mayDirect(part)) };
  });
  return { file, text, documents };
}

/** Whether a text may hold a directive of a strategic-merge patch: its keys begin with a dollar, perhaps an escaped one. */
function mayDirect(text: string): boolean {
  return text.includes("$") || text.includes("\\");
}

/** A file of environment variables: one document, whose places the rule gives itself. */
function envFileDocument(file: string, text: string): FileDocument {
  const resource = envFileResource(file, text);
  const yaml: YamlDocument = {
    text,
    value: resource.object,
    problems: [],
    template: undefined,
    places: { ranges: null },
  };
  return { slice: { start: 0, end: text.length }, yaml, class: "resources", resources: [resource] };
}

/** The findings of the document rules and the facts of one document. Both depend on its text and the options alone. */
export interface DocumentAnalysis {
  readonly findings: readonly Finding[];
  readonly facts: readonly Omit<Fact, "source">[];
  /** Where the resource of each fact stands in the document, in the order of `facts`. */
  readonly bases: readonly Resource["base"][];
}

/** Chooses the rules that run; the policy makes it. It gives the same answer for a rule each time. */
export type RuleFilter = (rule: Rule) => boolean;

/** Judges one document by the document rules and extracts its facts. Patches yield neither findings nor facts. */
export function analyzeDocument(
  document: FileDocument,
  index: number,
  options: RuleOptions,
  isEnabled: RuleFilter,
): DocumentAnalysis {
  if (document.class !== "resources") return { findings: [], facts: [], bases: [] };
  const findings: Finding[] = [];
  for (const resource of document.resources) judgeResource(resource, index, options, isEnabled, findings);
  return {
    findings,
    facts: document.resources.map(extractFact),
    bases: document.resources.map(({ base }) => base),
  };
}

/** Runs the rules of a resource's kind, in registry order, over it, its pods and its containers. */
function judgeResource(
  resource: Resource,
  document: number,
  options: RuleOptions,
  isEnabled: RuleFilter,
  findings: Finding[],
): void {
  const { steps, parts } = plansFor(isEnabled)(groupKind(resource));
  if (steps.length === 0) return;
  let running: DocumentRule | undefined;
  let identity: ResourceIdentity | undefined;
  // One context for all rules: what rules derive from it is made once.
  const context: ResourceContext = {
    resource,
    pods: podTemplatesOf(resource),
    options,
    report(report) {
      if (!running) return;
      identity ??= identityOf(resource);
      findings.push(createFinding(running, identity, document, resource.base, report));
    },
  };
  const lists = parts.map((of) => of(context));
  const measured = isMeasured();
  for (const step of steps) {
    running = step.rule;
    if (measured) runCheck(step.rule.id, () => runStep(step, context, lists));
    else runStep(step, context, lists);
  }
}

function runStep(
  { list, check }: Step,
  context: ResourceContext,
  lists: readonly (readonly unknown[])[],
): void {
  // What a check takes is what its list holds, or the context: `plan` has paired them.
  if (list < 0) {
    check(context as never);
    return;
  }
  const parts = lists[list] ?? [];
  for (let at = 0; at < parts.length; at++) check(parts[at] as never);
}

/** A rule that runs, in a shape that all have: rules themselves have many, which takes longer to look into. */
interface Step {
  readonly rule: DocumentRule;
  /** Which of the plan's lists of parts it is asked about; -1 for the resource as a whole. */
  readonly list: number;
  readonly check: (subject: never) => void;
}

/** What runs for a kind of resource: the rules in registry order, and the lists of parts that they ask about. */
interface Plan {
  readonly steps: readonly Step[];
  readonly parts: readonly PartsOf<unknown>[];
}

const plansByFilter = new WeakMap<RuleFilter, (kind: GroupKind) => Plan>();

/** The plans of a filter, each made once for a kind. */
function plansFor(isEnabled: RuleFilter): (kind: GroupKind) => Plan {
  const known = plansByFilter.get(isEnabled);
  if (known) return known;
  const plans = rememberByText((kind) => plan(rulesFor(kind).filter(isEnabled)));
  plansByFilter.set(isEnabled, plans);
  return plans;
}

function plan(rules: readonly DocumentRule[]): Plan {
  const parts = [...new Set(rules.flatMap(({ each }) => (each ? [each.of] : [])))];
  const steps = rules.map((rule): Step => {
    const { check, each } = rule;
    return each ? { rule, list: parts.indexOf(each.of), check: each.check } : { rule, list: -1, check };
  });
  return { steps, parts };
}

/** The findings of the document rules and the facts of a whole file. */
export interface FileAnalysis {
  readonly findings: readonly Finding[];
  readonly facts: readonly Fact[];
}

/** Judges every document of a file by the document rules and extracts its facts. */
export function analyzeFile(file: ManifestFile, options: RuleOptions, isEnabled: RuleFilter): FileAnalysis {
  const findings: Finding[] = [];
  const facts: Fact[] = [];
  file.documents.forEach((document, index) => {
    const analysis = analyzeDocument(document, index, options, isEnabled);
    findings.push(...analysis.findings);
    analysis.facts.forEach((fact, at) => {
      facts.push({ ...fact, source: { file: file.file, document: index, base: analysis.bases[at] ?? [] } });
    });
  });
  return { findings, facts };
}

/** The identity that findings of a resource carry. */
export function identityOf(resource: Resource): ResourceIdentity {
  const { apiVersion, kind, namespace, name } = resource;
  return { apiVersion, kind, groupKind: groupKind(resource), namespace, name };
}

/** Makes a finding of a report. */
export function createFinding(
  rule: Rule,
  resource: ResourceIdentity,
  document: number,
  base: Resource["base"],
  report: Report,
): Finding {
  return {
    rule: rule.id,
    severity: report.severity ?? rule.severity,
    message: report.message,
    resource,
    document,
    base,
    path: report.path,
    target: report.target ?? "value",
    ...(report.span ? { span: report.span } : {}),
    ...(report.at ? { at: report.at } : {}),
    fixes: report.fixes ?? [],
    related: report.related ?? [],
  };
}
