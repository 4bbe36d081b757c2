/*
 * Connections to clusters: the one way from VS Code to an API server, shared by every view and command.
 *
 *   const connections: Connections          made once in extension.ts, handed to each view
 *   await connections.source()              the contexts of the kubeconfig, or the problem; contacts no cluster
 *   connections.of(context)                 the connection of a context, always the same until `reset`; contacts nothing
 *   await connection.mayAsk()               ask this before the first call: contexts that look like production ask once
 *   connection.api / .lists / .cluster      reads and reviews · lists kept five minutes · single questions
 *   connections.module() / .live()          dist/cluster.js, dist/live.js (posture, triage, drift), loaded when wanted
 *   connections.follow(view)                a view whose being visible keeps connections; call it once for each view
 *   connections.onDidReset(…)               drop what came from connections before: they are closed
 *
 * A connection opens with the first call, never before, and only in a trusted workspace. It ends its sockets and its
 * `kubectl proxy` (at most one for a context, and only for plug-ins and OIDC) five seconds after the last call while no
 * followed view is visible, and with `reset` and `dispose`; a later call opens it again with the credentials as they are
 * then, also after a 401. Whoever holds a connection need not care. Calls throw ClusterError, whose `problem.kind` is one
 * of: `login-expired` (401), `forbidden` (403), `unreachable`, `timeout`, `bad-certificate`, `credential-plugin` (failed
 * or hanging), `no-kubectl`, `throttled` (429), `over-budget`, `not-trusted`, `cancelled`, …; `problemText` has the words.
 */
import { Disposable, type Event, EventEmitter, type TreeView, workspace } from "vscode";
import type * as ClusterModule from "../../cluster";
import type { Cluster, ClusterApi, ConnectionState, KubeContext, ListCache } from "../../cluster";
import type * as LiveModule from "../../cluster/live";
import type { Services } from "../services";
import { createConsent, type MayAsk } from "../views/consent";
import { type ClusterSource, readClusterSource } from "./cluster-source";

/** The connection of one context. Nothing is sent before something is asked of it. */
export interface Connection {
  readonly context: KubeContext;
  /** Reads, and reviews through `api.action(maxReviews)`. */
  readonly api: ClusterApi;
  /** Lists, each read once in five minutes; `lists.clear()` when the user asks for news. */
  readonly lists: ListCache;
  /** Who am I, namespaces, single permissions. */
  readonly cluster: Cluster;
  readonly state: ConnectionState;
  readonly onDidChangeState: Event<ConnectionState>;
  /** Whether the user lets this cluster be asked; asks them once for one that looks like production. */
  mayAsk(): Promise<boolean>;
}

/** All connections of this window. */
export interface Connections extends Disposable {
  /** The bundle that asks clusters, loaded if it is not yet. */
  module(): typeof ClusterModule;
  /** The bundle with posture, triage and drift, which holds every rule; loaded if it is not yet. */
  live(): typeof LiveModule;
  /** The contexts of this machine, read once until `reset`; or why there are none. Not to be asked where untrusted. */
  source(): Promise<ClusterSource>;
  of(context: KubeContext): Connection;
  /** Keeps connections while the view is visible. */
  follow(view: Pick<TreeView<unknown>, "visible" | "onDidChangeVisibility">): Disposable;
  /** Ends every connection and forgets the kubeconfig. */
  reset(): void;
  readonly onDidReset: Event<void>;
}

/** Makes the connections; reads and loads nothing. */
export function createConnections({ context: extension, output }: Services): Connections {
  const known = new Map<string, OpenConnection>();
  const visible = new Set<object>();
  const didReset = new EventEmitter<void>();
  let loaded: typeof ClusterModule | undefined;
  let loadedLive: typeof LiveModule | undefined;
  let source: Promise<ClusterSource> | undefined;
  let consent: MayAsk | undefined;

  // By path, at run time: the bundles are no part of this one.
  function module(): typeof ClusterModule {
    loaded ??= require(extension.asAbsolutePath("dist/cluster.js")) as typeof ClusterModule;
    return loaded;
  }
  function live(): typeof LiveModule {
    loadedLive ??= require(extension.asAbsolutePath("dist/live.js")) as typeof LiveModule;
    return loadedLive;
  }

  function readSource(): Promise<ClusterSource> {
    source ??= readClusterSource(module());
    return source;
  }

  function open(context: KubeContext): OpenConnection {
    consent ??= createConsent(module().looksLikeProduction);
    const connection = openConnection(module(), context, readSource, consent);
    connection.onDidChangeState((state) => {
      if (state.status !== "failed") return;
      output.warn(`${context.name}: ${state.problem.kind}: ${state.problem.message}`);
    });
    if (visible.size === 0) connection.rest();
    return connection;
  }

  function look(): void {
    for (const connection of known.values()) {
      if (visible.size > 0) connection.wake();
      else connection.rest();
    }
  }

  function closeAll(): void {
    for (const connection of known.values()) connection.dispose();
    known.clear();
    source = undefined;
  }

  return {
    module,
    live,
    source: readSource,
    of(context) {
      const key = JSON.stringify([context.name, context.file]);
      const connection = known.get(key) ?? open(context);
      known.set(key, connection);
      return connection;
    },
    follow(view) {
      const tell = (isVisible: boolean) => {
        if (isVisible) visible.add(view);
        else visible.delete(view);
        look();
      };
      tell(view.visible);
      const listening = view.onDidChangeVisibility((event) => tell(event.visible));
      return new Disposable(() => {
        listening.dispose();
        tell(false);
      });
    },
    reset() {
      closeAll();
      didReset.fire();
    },
    onDidReset: didReset.event,
    dispose() {
      closeAll();
      didReset.dispose();
    },
  };
}

/** A connection as its maker holds it. */
interface OpenConnection extends Connection, Disposable {
  rest(): void;
  wake(): void;
}

function openConnection(
  module: typeof ClusterModule,
  context: KubeContext,
  source: () => Promise<ClusterSource>,
  consent: MayAsk,
): OpenConnection {
  const changed = new EventEmitter<ConnectionState>();
  const transport = module.createReopeningTransport({
    kind: module.expectedRoute(context),
    async open() {
      if (!workspace.isTrusted)
        throw module.clusterError("not-trusted", "a cluster is asked only in a trusted workspace");
      const read = await source();
      if ("problem" in read) throw new module.ClusterError(read.problem);
      return await module.openTransport({
        kubeconfig: { files: read.files },
        context: context.name,
        kubectl: read.kubectl,
      });
    },
    onState: (state) => changed.fire(state),
  });
  const limits = module.isLoopback(context) ? module.LOOPBACK_CLUSTER : module.REAL_CLUSTER;
  const api = module.createClusterApi(transport, { reviews: limits });
  return {
    context,
    api,
    lists: module.createListCache(api),
    cluster: module.openApiCluster(context, api),
    get state() {
      return transport.state;
    },
    onDidChangeState: changed.event,
    mayAsk: () => consent(context),
    rest: () => transport.rest(),
    wake: () => transport.wake(),
    dispose() {
      // Whoever still holds it may ask once more; nobody would close it then.
      transport.rest();
      transport.close();
      changed.dispose();
    },
  };
}
