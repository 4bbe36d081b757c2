import { clusterError } from "./problem";

/** How hard a cluster may be asked. */
export interface Limits {
  /** Requests that run at the same time. */
  readonly inFlight: number;
  /** Requests that may start within one second; absent where there is no such limit. */
  readonly perSecond?: number;
}

/** What a real cluster bears: reviews are audited and may reach a cloud's webhook. */
export const REAL_CLUSTER: Limits = { inFlight: 2, perSecond: 5 };

/** A cluster on this machine. */
export const LOOPBACK_CLUSTER: Limits = { inFlight: 2 };

/** Lets requests start as the limits allow, in the order in which they came. */
export interface Budget {
  /**
   * Runs when it is its turn.
   * @throws ClusterError `cancelled` where the signal came first, else what `run` throws
   */
  spend<T>(run: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

interface Waiting {
  readonly start: () => void;
}

/** Keeps to limits. @param now milliseconds of a clock that never goes back */
export function createBudget(limits: Limits, now: () => number = () => performance.now()): Budget {
  const waiting: Waiting[] = [];
  const starts: number[] = [];
  let running = 0;
  let isResting = false;

  /** Milliseconds until another request may start. */
  function delay(): number {
    const { perSecond } = limits;
    if (perSecond === undefined) return 0;
    const oldest = starts.at(-perSecond);
    return oldest === undefined ? 0 : Math.max(0, oldest + 1_000 - now());
  }

  /** Goes on after a pause; one pause at a time. */
  function rest(milliseconds: number): void {
    if (isResting) return;
    isResting = true;
    setTimeout(() => {
      isResting = false;
      proceed();
    }, milliseconds);
  }

  function proceed(): void {
    while (running < limits.inFlight && waiting.length > 0) {
      const pause = delay();
      if (pause > 0) {
        rest(pause);
        return;
      }
      running += 1;
      starts.push(now());
      if (starts.length > 100) starts.splice(0, 50);
      waiting.shift()?.start();
    }
  }

  return {
    spend<T>(run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const leave = () => {
          const place = waiting.indexOf(entry);
          if (place >= 0) waiting.splice(place, 1);
          reject(clusterError("cancelled", "cancelled before the cluster answered"));
        };
        const entry: Waiting = {
          start: () => {
            signal?.removeEventListener("abort", leave);
            void run()
              .then(resolve, reject)
              .finally(() => {
                running -= 1;
                proceed();
              });
          },
        };
        if (signal?.aborted) {
          leave();
          return;
        }
        signal?.addEventListener("abort", leave, { once: true });
        waiting.push(entry);
        proceed();
      });
    },
  };
}
