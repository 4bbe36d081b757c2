import { commands } from "vscode";

/** What is being asked of clusters now, so that it can be cancelled. */
export interface Activity {
  /**
   * Does something that asks a cluster.
   * @param run gets the signal that cancels it
   */
  track<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Cancels all that runs or waits. */
  cancelAll(): void;
}

/** Keeps the context key `rampart.cluster.busy`, by which the view offers to cancel. */
export function createActivity(): Activity {
  const running = new Set<AbortController>();

  function tell(): void {
    void commands.executeCommand("setContext", "rampart.cluster.busy", running.size > 0);
  }

  return {
    async track(run) {
      const controller = new AbortController();
      running.add(controller);
      if (running.size === 1) tell();
      try {
        return await run(controller.signal);
      } finally {
        running.delete(controller);
        if (running.size === 0) tell();
      }
    },
    cancelAll() {
      for (const controller of running) controller.abort();
    },
  };
}
