import type { Answer } from "./answer";
import type { KubeContext } from "./kubeconfig/kubeconfig";
import type { Question, Subject } from "./reviews/question";

/** The user as the cluster knows them. */
export interface Identity {
  /** Absent where the cluster is too old to say (before 1.28). */
  readonly user?: string;
  readonly groups: readonly string[];
}

/** A kind of object the cluster serves, by its plural with the group: `deployments.apps`. */
export interface ServedResource {
  readonly name: string;
  readonly namespaced: boolean;
}

/** A cluster that can be asked, as the user of one context. It cannot be changed: there is no method for it. */
export interface Cluster {
  readonly context: KubeContext;
  /** @throws ClusterError */
  whoAmI(signal?: AbortSignal): Promise<Identity>;
  /** Names of all namespaces. @throws ClusterError, often `forbidden` */
  namespaces(signal?: AbortSignal): Promise<readonly string[]>;
  /** What the cluster serves. @throws ClusterError */
  resources(signal?: AbortSignal): Promise<readonly ServedResource[]>;
  /**
   * One permission. Never rejects. About a service account that does not exist nothing is asked; where that could not be
   * seen, *no* is *unknown*, since a cluster says *no* about accounts that are not there.
   */
  canI(subject: Subject, question: Question, signal?: AbortSignal): Promise<Answer>;
}
