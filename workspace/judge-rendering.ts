import { analyzeDocument } from "../engine/analyze-file";
import type { ScopeFinding } from "../engine/analyze-scope";
import type { Finding } from "../engine/finding";
import { objectsOf, withAdmissionObjects } from "../engine/inventory/admission-objects";
import type { Fact } from "../engine/inventory/fact";
import type { Inventory } from "../engine/inventory/inventory";
import { isKubernetesResource } from "../engine/kubernetes/classify";
import { isClusterScoped } from "../engine/kubernetes/cluster-scoped";
import type { Policy } from "../engine/policy/policy";
import { placeOf } from "./finding-place";
import type { Rendering } from "./render";
import { type FileOf, readRenderingInSteps, type TracedFinding } from "./rendered-scope";
import { isOfKubernetes } from "./scope-filter";
import type { Scope } from "./scopes";

/** What rules make of a scope as a tool has rendered it, led back to where everything is written. */
export interface RenderedVerdict {
  /** The policy that judged it: the one of the file that declares the scope. */
  readonly policy: Policy;
  /** What lives together: the rendered resources, whose source is nowhere on disk, and what tools read beside them. */
  readonly facts: readonly Fact[];
  /** What document rules found, also where the file as written has the same fault. */
  readonly documentFindings: readonly TracedFinding[];
  /** How many of its resources no file holds as such. */
  readonly made: number;
  /** Whether a finding of a document rule in a file as written is one of the rendered scope too. */
  holds(file: string, finding: Finding): boolean;
  /** Leads what an inventory rule found among `facts` back to its source. */
  trace(found: ScopeFinding): TracedFinding;
}

/** What a rendering is judged with. */
export interface RenderingRequest {
  readonly scope: Scope;
  /** The scope as it was read without the tool. */
  readonly inventory: Inventory;
  readonly rendering: Rendering;
  readonly policy: Policy;
  /** Looks up the files of the workspace by name. */
  readonly fileOf: FileOf;
}

/** Judges a rendered scope by the document rules, and makes its facts ready for the inventory rules. */
export function judgeRendering(request: RenderingRequest): RenderedVerdict {
  const steps = judgeRenderingInSteps(request);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same in steps: it pauses after each document, since a chart may print thousands. */
export function* judgeRenderingInSteps({
  scope,
  inventory,
  rendering,
  policy,
  fileOf,
}: RenderingRequest): Generator<void, RenderedVerdict> {
  const rendered = yield* readRenderingInSteps(scope, rendering, fileOf);
  const traces = new WeakMap<Finding, TracedFinding>();
  const found = new Set<string>();
  const documentFindings: TracedFinding[] = [];
  const facts: Fact[] = [];
  const { file, documents } = rendered.file;
  const readObject = objectsOf(rendered.file);
  for (const [index, document] of documents.entries()) {
    const analysis = analyzeDocument(document, index, policy.options, policy.isEnabled);
    for (const finding of analysis.findings) {
      const traced = rendered.trace(finding);
      // What a generator makes is judged where its content is written.
      if (String(traced.finding.base[0]).endsWith("Generator")) continue;
      found.add(placeOf(traced.file, traced.finding));
      documentFindings.push(traced);
    }
    for (const [at, fact] of analysis.facts.entries()) {
      const source = { file, document: index, base: analysis.bases[at] ?? [] };
      facts.push(inRelease({ ...fact, source }, rendering.namespace));
    }
    yield;
  }
  const beside = inventory.facts.filter(
    ({ groupKind }) => !isKubernetesResource({ group: groupOf(groupKind) }),
  );
  return {
    policy,
    facts: withAdmissionObjects([...facts, ...beside], (source) =>
      source.file === file ? readObject(source) : undefined,
    ),
    documentFindings,
    made: rendered.made,
    holds: (name, finding) => !isOfKubernetes(finding) || found.has(placeOf(name, finding)),
    trace(each) {
      const known = traces.get(each.finding) ?? traced(each);
      traces.set(each.finding, known);
      return known;
    },
  };

  function traced(each: ScopeFinding): TracedFinding {
    if (each.file === file) return rendered.trace(each.finding);
    const related = rendered.traceRelated(each.finding.related);
    return { file: each.file, finding: { ...each.finding, related } };
  }
}

/**
 * A finding of an inventory rule with the fixes of the same fault as it is written: those that were made for what was
 * rendered fit no file.
 *
 * @param written what the rules found without the tool, by place
 */
export function withWrittenFixes(
  traced: TracedFinding,
  written: ReadonlyMap<string, Finding>,
): TracedFinding {
  const { file, finding } = traced;
  const same = written.get(placeOf(file, finding));
  return same && same.fixes.length > 0 ? { file, finding: { ...finding, fixes: same.fixes } } : traced;
}

/** What a chart installs lies in the release's namespace unless it names one. */
function inRelease(fact: Fact, namespace: string | undefined): Fact {
  return namespace === undefined || fact.namespace !== undefined || isClusterScoped(fact.groupKind)
    ? fact
    : { ...fact, namespace };
}

function groupOf(groupKind: string): string {
  const slash = groupKind.indexOf("/");
  return slash < 0 ? "" : groupKind.slice(0, slash);
}
