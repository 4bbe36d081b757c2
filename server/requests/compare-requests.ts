import { PolicyError } from "../../engine/policy/policy";
import type { Folder } from "../folders";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import { compareBranch } from "./compare-branch";
import { compareTwoEnvironments, environmentNames } from "./compare-environments";
import {
  CompareBranch,
  CompareEnvironments,
  type CompareParams,
  type Comparison,
  EnvironmentNames,
} from "./compare-protocol";

const FAILED: Comparison = { problem: "the comparison failed; the output says where" };

/** Answers the requests `rampart/compare/…`. */
export function startCompareRequests(session: Session): void {
  const { connection, log, folders } = session;

  function answer<Result>(
    method: string,
    { folder: uri }: CompareParams,
    empty: Result,
    work: (folder: Folder) => Promise<Result>,
  ): Promise<Result> {
    return runSafe(log, method, empty, async () => {
      await session.ready;
      const folder = folders.all().find((each) => each.uri === uri && uri.startsWith("file:"));
      return folder ? work(folder) : empty;
    });
  }

  connection.onRequest(CompareBranch, (params) =>
    answer(CompareBranch.method, params, FAILED, (folder) =>
      toldWhy(() => compareBranch(session, folder, params.ref)),
    ),
  );
  connection.onRequest(EnvironmentNames, (params) =>
    answer(EnvironmentNames.method, params, [], (folder) => environmentNames(session, folder)),
  );
  connection.onRequest(CompareEnvironments, (params) =>
    answer(CompareEnvironments.method, params, FAILED, (folder) =>
      toldWhy(() => compareTwoEnvironments(session, folder, params.left, params.right)),
    ),
  );
}

/** What a configuration gets wrong is told to its author. */
async function toldWhy(compare: () => Promise<Comparison>): Promise<Comparison> {
  try {
    return await compare();
  } catch (error) {
    if (error instanceof PolicyError) return { problem: error.message };
    throw error;
  }
}
