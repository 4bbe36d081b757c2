import { setImmediate as nextTurn } from "node:timers/promises";
import { clusterError } from "../problem";

/** Work that can be left at each `yield`, and gives its result at the end. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Milliseconds for which work goes on before others have their turn: a frame or two. */
const TURN_MS = 30;

/**
 * Does work in turns, so that an editor stays responsive meanwhile.
 *
 * @throws ClusterError `cancelled` where the signal came before the end
 */
export async function inTurns<Result>(steps: Steps<Result>, signal?: AbortSignal): Promise<Result> {
  for (let start = performance.now(); ; ) {
    if (signal?.aborted) throw clusterError("cancelled", "cancelled before all was judged");
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - start < TURN_MS) continue;
    await nextTurn();
    start = performance.now();
  }
}
