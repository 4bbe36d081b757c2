import type { Connection } from "vscode-languageserver";
import type { ClientFeatures } from "../client-features";

/** Work that the user sees and may cancel. */
export interface Progress {
  report(done: number): void;
  isCancelled(): boolean;
  done(): void;
}

/** Shows that work has begun; `total` in the unit of `report`. */
export type StartProgress = (title: string, total: number) => Promise<Progress>;

/** Below this many steps the work is over before anybody could read of it. */
const WORTH_SHOWING = 200;

const SILENT: Progress = { report: () => {}, isCancelled: () => false, done: () => {} };

/** Progress in the client's own form, where it has one. */
export function createStartProgress(connection: Connection, client: ClientFeatures): StartProgress {
  return async (title, total) => {
    if (!client.progress || total < WORTH_SHOWING) return SILENT;
    const reporter = await connection.window.createWorkDoneProgress();
    reporter.begin("Rampart", 0, title, true);
    let shown = 0;
    return {
      report(done) {
        const percentage = Math.floor((100 * done) / total);
        if (percentage === shown) return;
        shown = percentage;
        reporter.report(percentage, `${done} of ${total}`);
      },
      isCancelled: () => reporter.token.isCancellationRequested,
      done: () => reporter.done(),
    };
  };
}
