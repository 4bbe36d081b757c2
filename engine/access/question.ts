import type { Fact } from "../inventory/fact";

/**
 * A question to the authorizer, as CONTRACT's "Questions in bulk" and SubjectAccessReview put it. Every value is
 * literal: `*` asks for the literal star.
 */
export interface AccessQuestion {
  readonly verb: string;
  /** `""` is the core group. */
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  /** Absent or empty: all names, which no rule with `resourceNames` allows. */
  readonly name?: string;
  /** Absent or empty: all namespaces, and the only right value for cluster-scoped resources. */
  readonly namespace?: string;
  /** A non-resource URL such as `/metrics`; then group, resource, name and namespace are not looked at. */
  readonly path?: string;
}

/** Who asks. */
export interface AccessSubject {
  readonly user: string;
  /** Taken literally where present, also empty; absent: what impersonation fills in (see `impliedGroups`). */
  readonly groups?: readonly string[];
}

/** The name of a resource, as answers give it. */
export interface ResourceName {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** What the manifests say to a question. */
export interface AccessAnswer {
  readonly answer: "allowed" | "denied" | "unknown";
  /** One sentence, in the words of the API server where it allows. */
  readonly reason: string;
  /** The binding and the role that allow it; or the binding whose role is not in sight; else empty. */
  readonly by: readonly ResourceName[];
}

/** A subject of a binding, its namespace resolved. */
export interface BoundSubject {
  readonly kind: "User" | "Group" | "ServiceAccount";
  readonly name: string;
  readonly namespace?: string;
}

/** One reason why something is allowed: a rule of a role that a binding gives to a subject. */
export interface AccessGrant {
  readonly binding: Fact;
  /** The index of the subject in the binding. */
  readonly subjectIndex: number;
  readonly subject: BoundSubject;
  readonly role: Fact;
  /** The fact that holds the rule: the role itself, or one that was aggregated into it. */
  readonly ruleOwner: Fact;
  /** The index of the rule in its owner. */
  readonly ruleIndex: number;
}
