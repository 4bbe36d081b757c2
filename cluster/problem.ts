/** Why a cluster could not be asked, or did not answer. */
export type ProblemKind =
  | "no-kubectl"
  | "no-kubeconfig"
  | "unreadable-kubeconfig"
  | "no-contexts"
  | "unknown-context"
  | "invalid-name"
  | "unreachable"
  | "timeout"
  | "bad-certificate"
  | "credential-plugin"
  | "login-expired"
  | "forbidden"
  | "not-found"
  | "unknown-resource"
  | "unreadable-answer"
  | "refused-by-guard"
  /** The server asks to slow down (429). */
  | "throttled"
  /** One action of the user has asked as many reviews as it may. */
  | "over-budget"
  /** The workspace is not trusted, so no cluster is asked. */
  | "not-trusted"
  | "cancelled";

/** What kept a question from being answered. */
export interface Problem {
  readonly kind: ProblemKind;
  /** One line: what failed and on what, in the words of kubectl where it said something. Holds no credential. */
  readonly message: string;
}

/** A problem as an exception. */
export class ClusterError extends Error {
  override readonly name = "ClusterError";
  readonly problem: Problem;

  /** Known by its shape: the editor loads two bundles, and each has this class of its own. */
  static override [Symbol.hasInstance](value: unknown): value is ClusterError {
    return value instanceof Error && value.name === "ClusterError" && "problem" in value;
  }

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Makes the exception for a kind of problem. */
export function clusterError(kind: ProblemKind, message: string): ClusterError {
  return new ClusterError({ kind, message });
}

/** The problem of anything that was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ClusterError) return error.problem;
  return { kind: "unreadable-answer", message: error instanceof Error ? error.message : String(error) };
}
