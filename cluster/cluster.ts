import type { Answer } from "./answer";
import { type Budget, createBudget, LOOPBACK_CLUSTER, REAL_CLUSTER } from "./budget";
import { admit, type LiveRequest } from "./guard";
import type { KubeContext } from "./kubeconfig/kubeconfig";
import { kubectlEnvironment } from "./kubectl/kubectl-environment";
import { type KubectlOutput, runKubectl } from "./kubectl/run-kubectl";
import type { Problem } from "./problem";
import { isLoopback } from "./production";
import { listNames, type ObjectName } from "./reads/list-names";
import { type ServedResource, servedResources } from "./reads/resources";
import { serviceAccountProblem } from "./reads/service-account-exists";
import { canI } from "./reviews/can-i";
import type { Question, Subject } from "./reviews/question";
import { type Identity, whoAmI } from "./reviews/who-am-i";

/** Asks a cluster one request, within its budget and through the guard. @throws ClusterError */
export type AskCluster = (request: LiveRequest, signal?: AbortSignal) => Promise<KubectlOutput>;

/** A cluster that can be asked, as the user of one context. It cannot be changed: there is no method for it. */
export interface Cluster {
  readonly context: KubeContext;
  /** @throws ClusterError */
  whoAmI(signal?: AbortSignal): Promise<Identity>;
  /** Names of all namespaces. @throws ClusterError, often `forbidden` */
  namespaces(signal?: AbortSignal): Promise<readonly string[]>;
  /** Service accounts of a namespace, or of all. @throws ClusterError, often `forbidden` */
  serviceAccounts(namespace: string | undefined, signal?: AbortSignal): Promise<readonly ObjectName[]>;
  /** Why answers about a service account mean nothing; `undefined` where it exists. @throws ClusterError */
  serviceAccountProblem(namespace: string, name: string, signal?: AbortSignal): Promise<Problem | undefined>;
  /** What the cluster serves. @throws ClusterError */
  resources(signal?: AbortSignal): Promise<readonly ServedResource[]>;
  /** One permission. Never rejects. */
  canI(subject: Subject, question: Question, signal?: AbortSignal): Promise<Answer>;
}

/** What a cluster is asked through. */
export interface ClusterOptions {
  readonly context: KubeContext;
  /** Absolute path of kubectl, from `findKubectl`. */
  readonly kubectl: string;
  /** From `Kubeconfig.files`. */
  readonly kubeconfigFiles: readonly string[];
  /** The environment of the host; default: that of this process. */
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
  readonly timeoutMs?: number;
  /** Default: what a real cluster bears, or, on this machine, two at a time. */
  readonly budget?: Budget;
}

/** Makes a cluster that is asked through `kubectl`, which owns the credentials. Nothing runs until it is asked. */
export function openCluster(options: ClusterOptions): Cluster {
  const { context, kubectl, timeoutMs } = options;
  const budget = options.budget ?? createBudget(isLoopback(context) ? LOOPBACK_CLUSTER : REAL_CLUSTER);
  const connection = {
    kubectl,
    context: context.name,
    environment: kubectlEnvironment(options.environment ?? process.env, options.kubeconfigFiles),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
  const ask: AskCluster = async (request, signal) => {
    const admitted = admit(request);
    return await budget.spend(() => runKubectl(connection, admitted, signal), signal);
  };
  const doubts = new Map<string, Problem | undefined>();
  /** Looks once; what was in the way is asked again, since it may be out of the way by then. */
  async function doubt(subject: Subject, signal?: AbortSignal): Promise<Problem | undefined> {
    if (subject.kind !== "service-account") return undefined;
    const { namespace, name } = subject;
    const key = `${namespace}/${name}`;
    if (doubts.has(key)) return doubts.get(key);
    const problem = await serviceAccountProblem(ask, namespace, name, signal);
    if (problem === undefined || problem.kind === "forbidden") doubts.set(key, problem);
    return problem;
  }
  return {
    context,
    whoAmI: (signal) => whoAmI(ask, signal),
    namespaces: async (signal) =>
      (await listNames(ask, "/api/v1/namespaces", signal)).map(({ name }) => name),
    serviceAccounts: (namespace, signal) => {
      const path = namespace === undefined ? "" : `/namespaces/${namespace}`;
      return listNames(ask, `/api/v1${path}/serviceaccounts`, signal);
    },
    serviceAccountProblem: (namespace, name, signal) => serviceAccountProblem(ask, namespace, name, signal),
    resources: (signal) => servedResources(ask, signal),
    canI: (subject, question, signal) =>
      canI({ ask, subject, question, doubt: () => doubt(subject, signal), signal }),
  };
}
