import type { JsonObject, Path } from "../../engine/json";
import type { GroupKind } from "../../engine/kubernetes/resource";
import type { DriftTexts } from "../drift/drift-texts";

/** What a row is about; whoever shows it gives each an icon. The words beside it say the same. */
export type RowMark =
  | "section"
  | "layer"
  | "object"
  | "block"
  | "warn"
  | "hint"
  | "good"
  | "bad"
  | "unknown"
  | "fact"
  | "cause"
  | "evidence"
  | "command"
  | "place";

/** An object, by the identity that a manifest shares with it. */
export interface LiveIdentity {
  readonly groupKind: GroupKind;
  readonly kind: string;
  /** Absent for objects that live in no namespace. */
  readonly namespace?: string;
  readonly name: string;
}

/** What a row leads to. */
export type RowAction =
  /** A command to copy. */
  | { readonly type: "command"; readonly command: string }
  /** A place in a live object; the manifest of the same identity, if the workspace has it. */
  | {
      readonly type: "object";
      readonly identity: LiveIdentity;
      readonly path: Path;
      /** Absent where it is to be looked up. */
      readonly object?: JsonObject;
      readonly rules: readonly string[];
    }
  /** A place in the manifest alone. */
  | {
      readonly type: "manifest";
      readonly identity: LiveIdentity;
      readonly path: Path;
      readonly rules: readonly string[];
    }
  /** Both sides of an object that has drifted. */
  | { readonly type: "diff"; readonly identity: LiveIdentity; readonly texts: DriftTexts }
  /** A whole text to read. */
  | { readonly type: "report"; readonly title: string; readonly markdown: string };

/** A row of a tree about a live cluster: plain data, made at once with all that is below it. */
export interface LiveRow {
  /** Tells it apart from its siblings. */
  readonly key: string;
  readonly mark: RowMark;
  readonly label: string;
  readonly description?: string;
  /** What is too long for a row, a line each. */
  readonly tooltip?: readonly string[];
  /** Open from the beginning. */
  readonly expanded?: true;
  readonly rows?: readonly LiveRow[];
  readonly action?: RowAction;
  /** The workload that the row stands for: triage can be asked about it. */
  readonly workload?: LiveIdentity;
}

/** What a screen reader says of a row: all that icon, label and description tell. */
export function spokenRow({ mark, label, description }: LiveRow): string {
  const word = SPOKEN[mark];
  return [...(word === undefined ? [] : [word]), label, ...(description ? [description] : [])].join(", ");
}

const SPOKEN: Readonly<Partial<Record<RowMark, string>>> = {
  block: "blocking",
  warn: "warning",
  hint: "hint",
  good: "good",
  bad: "bad",
  unknown: "unknown",
};
