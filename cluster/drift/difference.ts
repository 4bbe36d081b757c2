import type { Path } from "../../engine/json";
import type { GroupKind } from "../../engine/kubernetes/resource";
import type { ManifestPlace } from "../triage/manifest-index";
import type { DriftTexts } from "./drift-texts";

/** Who changed a field last, as the API server recorded it. */
export interface Changer {
  /** Such as `kubectl-edit`, `kubectl-set`, `argocd-controller`, `helm`. */
  readonly manager: string;
  /** RFC 3339; absent where the record has no time. */
  readonly time?: string;
}

/** One field in which manifest and cluster differ. Values that may be secret are masked. */
export interface Difference {
  readonly path: Path;
  readonly kind: "differs" | "only-in-cluster" | "missing-in-cluster";
  /** As text; absent where it is not there. */
  readonly manifest?: string;
  readonly cluster?: string;
  /** Whether it changes what an attacker could do. */
  readonly security: boolean;
  readonly changedBy?: Changer;
}

/** An object, by its identity. */
export interface DriftIdentity {
  readonly groupKind: GroupKind;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** What became of one object. */
export interface ObjectDrift {
  readonly object: DriftIdentity;
  readonly state: "same" | "differs" | "not-applied" | "only-in-cluster" | "not-compared";
  readonly differences: readonly Difference[];
  /** Where the manifest stands; absent for what no manifest declares. */
  readonly place?: ManifestPlace;
  /** Both sides to lay beside each other, where they differ; masked. */
  readonly texts?: DriftTexts;
  /** Why it was not compared, or what else is to say. */
  readonly note?: string;
  /** For Deployments: whether there is something to roll back to. */
  readonly rollback?: Rollback;
}

/** Whether a Deployment can be rolled back, and to what. */
export interface Rollback {
  readonly possible: boolean;
  /** The revision it would go back to. */
  readonly revision?: string;
  readonly why: string;
}
