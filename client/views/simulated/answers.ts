import type { Location } from "vscode-languageclient";

/*
 * What the server answers to `rampart/simulated/…`, as far as it is shown. The requests are described where they are
 * answered, in server/requests/simulated-protocol.ts.
 */

/** Something that has a name, and the place where it is written, if it is. */
export interface Reason {
  readonly text: string;
  readonly place?: Location;
}

/** An answer as a cluster would give it. */
export interface Answer {
  readonly answer: "allowed" | "denied" | "unknown";
  readonly reason: string;
  readonly by: readonly Reason[];
}

/** What is deployed together. */
export interface ScopeAnswer {
  readonly folder: string;
  readonly scope: string;
  readonly closed: boolean;
  readonly workloads: number;
}

/** The directions in which something is closed. */
export interface Isolation {
  readonly ingress: boolean;
  readonly egress: boolean;
}

/** A namespace of a scope. */
export interface NamespaceAnswer {
  readonly name: string;
  readonly place?: Location;
  readonly workloads: number;
  readonly deniesByDefault: Isolation;
  readonly podSecurity?: string;
}

/** A workload of a namespace. */
export interface WorkloadAnswer {
  readonly kind: string;
  readonly name: string;
  readonly place?: Location;
  readonly account: string;
  readonly isolated: Isolation;
  readonly dangerous: number;
  readonly mountsToken: boolean;
}

/** A dangerous right of an account. */
export interface RightAnswer extends Answer {
  readonly gains: string;
  readonly namespace?: string;
}

/** What a workload may do, and how it stands in the network. */
export interface DetailAnswer {
  readonly account: { readonly name: string; readonly place?: Location; readonly mountsToken: boolean };
  readonly rights: readonly RightAnswer[];
  readonly deniedRights: number;
  readonly isolatedBy: Readonly<Record<"ingress" | "egress", readonly Reason[]>>;
  readonly dns: Answer;
}

/** One connection of a workload. */
export interface ConnectionAnswer extends Answer {
  readonly end: string;
  readonly port?: string;
  readonly place?: Location;
}

/** Each request with what it asks and answers. */
export interface SimulatedRequests {
  readonly scopes: { readonly params: undefined; readonly result: readonly ScopeAnswer[] };
  readonly namespaces: { readonly params: ScopeName; readonly result: readonly NamespaceAnswer[] };
  readonly workloads: {
    readonly params: ScopeName & { readonly namespace: string };
    readonly result: readonly WorkloadAnswer[];
  };
  readonly workload: { readonly params: WorkloadName; readonly result: DetailAnswer | null };
  readonly connections: {
    readonly params: WorkloadName & { readonly direction: "reaches" | "reached" };
    readonly result: readonly ConnectionAnswer[];
  };
}

/** Names a scope. */
export type ScopeName = Pick<ScopeAnswer, "folder" | "scope">;

/** Names a workload. */
export interface WorkloadName extends ScopeName {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}
