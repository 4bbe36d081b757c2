import { NotificationType0, type Range, RequestType0, RequestType as Type } from "vscode-languageserver";

/*
 * The workspace as a simulated cluster, level by level, so that nothing is worked out before somebody looks at it:
 * scopes → namespaces → workloads → what one may do, whom it reaches and who reaches it.
 */

/** A place in a file that the client can open. */
export interface SimulatedPlace {
  readonly uri: string;
  readonly range: Range;
}

/** Something that has a name, and the place where it is written, if it is. */
export interface SimulatedReason {
  readonly text: string;
  readonly place?: SimulatedPlace;
}

/** An answer as a cluster would give it, or *unknown* where the manifests do not decide. */
export interface SimulatedAnswer {
  readonly answer: "allowed" | "denied" | "unknown";
  readonly reason: string;
  /** What grants or refuses it. */
  readonly by: readonly SimulatedReason[];
}

/** A scope: what is deployed together. */
export interface SimulatedScope {
  /** The folder of the workspace, as an address. */
  readonly folder: string;
  /** The scope's name: a folder below it; `""` for the folder itself. */
  readonly scope: string;
  /** Whether everything that will be deployed is in sight. */
  readonly closed: boolean;
  readonly workloads: number;
}

/** Names a scope. */
export type ScopeParams = Pick<SimulatedScope, "folder" | "scope">;

/** A namespace of a scope. */
export interface SimulatedNamespace {
  readonly name: string;
  /** Where its Namespace is written. */
  readonly place?: SimulatedPlace;
  readonly workloads: number;
  /** The directions in which a pod that is new here, and that no other policy selects, is closed. */
  readonly deniesByDefault: Isolation;
  /** The Pod Security level that the Namespace enforces. */
  readonly podSecurity?: string;
}

/** The directions in which something is closed. */
export interface Isolation {
  readonly ingress: boolean;
  readonly egress: boolean;
}

/** Names a namespace. */
export interface NamespaceParams extends ScopeParams {
  readonly namespace: string;
}

/** A workload of a namespace. */
export interface SimulatedWorkload {
  readonly kind: string;
  readonly name: string;
  readonly place?: SimulatedPlace;
  readonly account: string;
  readonly isolated: Isolation;
  /** How many dangerous rights its account holds, and whether its pods hold the token. */
  readonly dangerous: number;
  readonly mountsToken: boolean;
}

/** Names a workload. */
export interface WorkloadParams extends NamespaceParams {
  readonly kind: string;
  readonly name: string;
}

/** What a workload may do, and how it stands in the network. */
export interface SimulatedDetail {
  readonly account: { readonly name: string; readonly place?: SimulatedPlace; readonly mountsToken: boolean };
  /** The dangerous rights: those that are held, those that hang on a role out of sight, and how many are not held. */
  readonly rights: readonly SimulatedRight[];
  readonly deniedRights: number;
  /** The policies that isolate it, by direction. */
  readonly isolatedBy: Readonly<Record<"ingress" | "egress", readonly SimulatedReason[]>>;
  readonly dns: SimulatedAnswer;
}

/** A dangerous right of an account. */
export interface SimulatedRight extends SimulatedAnswer {
  /** What its holder can do: `reads the values of Secrets`. */
  readonly gains: string;
  /** The namespace in which it holds; absent for the whole cluster. */
  readonly namespace?: string;
}

/** Asks whom a workload reaches, or who reaches it. */
export interface ConnectionsParams extends WorkloadParams {
  readonly direction: "reaches" | "reached";
}

/** One connection of a workload. */
export interface SimulatedConnection extends SimulatedAnswer {
  /** The other end: `Deployment shop/db`, `addresses outside`. */
  readonly end: string;
  /** `5432/TCP`: the port of the pod that is reached; absent where it declares none. */
  readonly port?: string;
  readonly place?: SimulatedPlace;
}

/** `rampart/simulated/scopes`: waits until the workspace is read; empty where it holds no resource. */
export const SimulatedScopes = new RequestType0<SimulatedScope[], void>("rampart/simulated/scopes");
/** `rampart/simulated/namespaces`: `{folder, scope}` → its namespaces, sorted. */
export const SimulatedNamespaces = new Type<ScopeParams, SimulatedNamespace[], void>(
  "rampart/simulated/namespaces",
);
/** `rampart/simulated/workloads`: `{folder, scope, namespace}` → its workloads, sorted by name. */
export const SimulatedWorkloads = new Type<NamespaceParams, SimulatedWorkload[], void>(
  "rampart/simulated/workloads",
);
/** `rampart/simulated/workload`: `null` where it is no longer there. */
export const SimulatedWorkloadDetail = new Type<WorkloadParams, SimulatedDetail | null, void>(
  "rampart/simulated/workload",
);
/** `rampart/simulated/connections`: allowed ones first, then unknown, then denied. */
export const SimulatedConnections = new Type<ConnectionsParams, SimulatedConnection[], void>(
  "rampart/simulated/connections",
);
/**
 * `rampart/simulated/changed`: what was answered may be otherwise now. Sent only once somebody has asked for the
 * scopes.
 */
export const SimulatedChanged = new NotificationType0("rampart/simulated/changed");
