import { runSafe, runSafely } from "../run-safe";
import type { Session } from "../session";
import { simulatedConnections } from "./simulated-connections";
import { simulatedDetail } from "./simulated-detail";
import {
  type ScopeParams,
  SimulatedChanged,
  SimulatedConnections,
  SimulatedNamespaces,
  SimulatedScopes,
  SimulatedWorkloadDetail,
  SimulatedWorkloads,
} from "./simulated-protocol";
import { simulatedNamespaces, simulatedScopes, simulatedWorkloads } from "./simulated-scopes";
import { type SimulatedWorld, worldOf } from "./simulated-world";

/** Answers the requests `rampart/simulated/…`: the workspace as a cluster that one can question. */
export function startSimulatedRequests(session: Session): void {
  const { connection, log } = session;
  let isWatched = false;
  session.indexes.onDidChange(() => {
    if (isWatched)
      void runSafely(log, SimulatedChanged.method, () => connection.sendNotification(SimulatedChanged));
  });
  connection.onRequest(SimulatedScopes, () =>
    runSafe(log, SimulatedScopes.method, [], async () => {
      const scopes = await simulatedScopes(session);
      isWatched = true;
      return scopes;
    }),
  );

  function answer<Result>(
    method: string,
    params: ScopeParams,
    empty: Result,
    work: (world: SimulatedWorld) => Result,
  ): Promise<Result> {
    return runSafe(log, method, empty, async () => {
      const world = await worldOf(session, params);
      return world ? work(world) : empty;
    });
  }

  connection.onRequest(SimulatedNamespaces, (params) =>
    answer(SimulatedNamespaces.method, params, [], simulatedNamespaces),
  );
  connection.onRequest(SimulatedWorkloads, (params) =>
    answer(SimulatedWorkloads.method, params, [], (world) => simulatedWorkloads(world, params)),
  );
  connection.onRequest(SimulatedWorkloadDetail, (params) =>
    answer(SimulatedWorkloadDetail.method, params, null, (world) => simulatedDetail(world, params)),
  );
  connection.onRequest(SimulatedConnections, (params) =>
    answer(SimulatedConnections.method, params, [], (world) => simulatedConnections(world, params)),
  );
}
