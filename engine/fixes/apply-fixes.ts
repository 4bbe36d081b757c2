import type { FileDocument, ManifestFile } from "../analyze-file";
import type { Finding } from "../finding";
import { deepEqual, isObject, type JsonObject, type JsonValue } from "../json";
import { addDocuments, isListFile } from "../yaml/add-documents";
import { printPlan } from "../yaml/edit";
import { createPlanner, type Planner } from "../yaml/edit-plan";
import type { TextEdit } from "../yaml/text-edit";
import { append } from "./change";
import type { Change, Fix } from "./fix";

/** A fix with the finding that offers it. */
export interface FixRequest {
  readonly finding: Pick<Finding, "document" | "base">;
  readonly fix: Fix;
}

/** A fix that was left out: `contradiction` with an earlier one, or `obstacle`: the text cannot be edited safely. */
export interface DroppedFix<Request extends FixRequest> {
  readonly request: Request;
  readonly reason: "contradiction" | "obstacle";
}

/** What came of applying fixes to a file. */
export interface AppliedFixes<Request extends FixRequest = FixRequest> {
  /** Offsets in the file's text, UTF-16, sorted, not overlapping. */
  readonly edits: readonly TextEdit[];
  /** The fixes that hold after the edits, also those that needed no edit of their own. */
  readonly applied: readonly Request[];
  readonly dropped: readonly DroppedFix<Request>[];
}

/**
 * Applies fixes to a file, all at once. They are merged on the tree of each document: equal changes apply once, and a
 * fix that contradicts an earlier one is dropped whole, as is one that something in the text stands in the way of.
 * Which fixes may run (safe, harden …) is for the caller to choose.
 */
export function applyFixes<Request extends FixRequest>(
  file: ManifestFile,
  requests: readonly Request[],
): AppliedFixes<Request> {
  const whole = tryFixes(file, requests);
  if (whole.edits) return { edits: whole.edits, applied: whole.applied, dropped: whole.dropped };
  // Together they cannot be printed safely: add them one by one and leave out the ones that break it.
  let applied: readonly Request[] = [];
  let edits: readonly TextEdit[] = [];
  const dropped: DroppedFix<Request>[] = [];
  for (const request of requests) {
    const attempt = tryFixes(file, [...applied, request]);
    const refusal = attempt.dropped.find((each) => each.request === request);
    if (!attempt.edits || refusal) dropped.push(refusal ?? { request, reason: "obstacle" });
    else ({ applied, edits } = { applied: attempt.applied, edits: attempt.edits });
  }
  return { edits, applied, dropped };
}

interface Attempt<Request extends FixRequest> {
  /** `undefined` where the plan cannot be printed safely. */
  readonly edits: readonly TextEdit[] | undefined;
  readonly applied: readonly Request[];
  readonly dropped: readonly DroppedFix<Request>[];
}

function tryFixes<Request extends FixRequest>(
  file: ManifestFile,
  requests: readonly Request[],
): Attempt<Request> {
  const planners = new Map<FileDocument, Planner>();
  const addition = createAddition(file);
  const applied: Request[] = [];
  const dropped: DroppedFix<Request>[] = [];
  for (const request of requests) {
    const reason = plan(file, request, planners, addition);
    if (reason) dropped.push({ request, reason });
    else applied.push(request);
  }
  const edits: TextEdit[] = [];
  for (const [document, planner] of planners) {
    const own = printPlan(document.yaml, planner);
    if (!own) return { edits: undefined, applied, dropped };
    for (const { start, end, newText } of own)
      edits.push({ start: start + document.slice.start, end: end + document.slice.start, newText });
  }
  edits.sort((a, b) => a.start - b.start || a.end - b.end);
  const added = addition.edits();
  return { edits: added && [...edits, ...added], applied, dropped };
}

function plan(
  file: ManifestFile,
  { finding, fix }: FixRequest,
  planners: Map<FileDocument, Planner>,
  addition: Addition,
): DroppedFix<FixRequest>["reason"] | undefined {
  const document = file.documents[finding.document];
  if (!document || document.yaml.value === undefined) return "obstacle";
  const documents = fix.documents ?? [];
  const refusal = addition.refuses(documents);
  if (refusal) return refusal;
  const changes = fix.changes.map(
    (change): Change => ({ ...change, path: [...finding.base, ...change.path] }),
  );
  if (addition.isList) changes.push(...documents.map((value) => append(["items"], value)));
  const planner = planners.get(document) ?? createPlanner(document.yaml);
  const outcome = planner.add(changes);
  if (outcome !== "applied") return outcome;
  planners.set(document, planner);
  addition.add(documents);
  return undefined;
}

/** The resources that fixes add to a file. */
interface Addition {
  /** The file is one `List`: resources are added as items, by changes of the document. */
  readonly isList: boolean;
  refuses(values: readonly JsonObject[]): "contradiction" | "obstacle" | undefined;
  add(values: readonly JsonObject[]): void;
  edits(): TextEdit[] | undefined;
}

function createAddition(file: ManifestFile): Addition {
  const isList = isListFile(file.documents.map(({ slice, yaml }) => ({ slice, yaml })));
  const canAdd = addDocuments(file.text, file.documents, [{ kind: "probe" }]) !== undefined;
  const planned: JsonObject[] = [];
  const present = () => [
    ...file.documents.flatMap(({ resources }) => resources.map((each) => each.object)),
    ...planned,
  ];
  return {
    isList,
    refuses(values) {
      if (values.length > 0 && !canAdd) return "obstacle";
      const clashes = values.some((value) =>
        present().some((other) => identity(other) === identity(value) && !deepEqual(other, value)),
      );
      return clashes ? "contradiction" : undefined;
    },
    add(values) {
      for (const value of values) if (!planned.some((each) => deepEqual(each, value))) planned.push(value);
    },
    edits: () => (isList || planned.length === 0 ? [] : addDocuments(file.text, file.documents, planned)),
  };
}

function identity(value: JsonObject): string {
  const metadata = isObject(value.metadata) ? value.metadata : {};
  const parts: (JsonValue | undefined)[] = [value.apiVersion, value.kind, metadata.namespace, metadata.name];
  return JSON.stringify(parts.map((part) => part ?? ""));
}
