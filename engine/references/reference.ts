import type { Fact } from "../inventory/fact";
import type { Path } from "../json";
import type { GroupKind } from "../kubernetes/resource";
import type { Span } from "../yaml/text-position";

/** What a reference names. */
export interface ReferenceTarget {
  readonly groupKind: GroupKind;
  /** `undefined` for kinds that exist once in a cluster, and where no manifest says a namespace. */
  readonly namespace: string | undefined;
  readonly name: string;
}

/** A place in a resource that names another resource. */
export interface Reference {
  readonly from: Fact;
  /** Where the name is written, relative to the resource. */
  readonly path: Path;
  /** The part of the string at the path that is the name; absent where it is all of it. */
  readonly span?: Span;
  readonly target: ReferenceTarget;
}

/** A place that gives a resource its name: its own manifest, or one that makes a controller create it. */
export interface Definition {
  readonly fact: Fact;
  readonly path: Path;
  readonly target: ReferenceTarget;
  /** Whether a controller or generator creates it, and the manifest is of another kind. */
  readonly isProduced: boolean;
}
