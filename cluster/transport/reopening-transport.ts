import { ClusterError, type Problem, problemOf } from "../problem";
import { answerProblem } from "./answer-problem";
import type { Transport } from "./transport";

/** How a context is doing: not asked yet, answering, or why not. */
export type ConnectionState =
  | { readonly status: "idle" }
  | { readonly status: "open" }
  | { readonly status: "failed"; readonly problem: Problem };

/** What opens the transport within, and who is told. */
export interface ReopeningOptions {
  /** How calls will travel, as far as it can be told before the first one. */
  readonly kind: Transport["kind"];
  /** Reads the credentials as they are now. @throws ClusterError */
  readonly open: () => Promise<Transport>;
  /** Told whenever the state is another one. */
  readonly onState?: (state: ConnectionState) => void;
  /** Milliseconds without a call after which a resting transport ends its connections and processes; default 5,000. */
  readonly graceMs?: number;
}

/** A transport that nobody has to keep open. */
export interface ReopeningTransport extends Transport {
  readonly state: ConnectionState;
  /** Nobody looks: ends connections and processes a moment after the last call. A later call opens them again. */
  rest(): void;
  /** Somebody looks: keeps them, though `kubectl` ends after five idle minutes all the same. */
  wake(): void;
}

const GRACE_MS = 5_000;
/** Problems of one call, which say nothing of the connection. */
const OF_ONE_CALL: ReadonlySet<Problem["kind"]> = new Set<Problem["kind"]>([
  "cancelled",
  "refused-by-guard",
  "invalid-name",
]);

/**
 * A transport that opens with the first call, reads the credentials anew after the server has refused them (401), and
 * lets go of connections and processes while nobody looks.
 */
export function createReopeningTransport(options: ReopeningOptions): ReopeningTransport {
  const { open, onState, graceMs = GRACE_MS } = options;
  let inner: Promise<Transport> | undefined;
  let { kind } = options;
  let state: ConnectionState = { status: "idle" };
  let underWay = 0;
  let isResting = false;
  let timer: NodeJS.Timeout | undefined;

  function become(next: ConnectionState): void {
    const isSame =
      state.status === "failed" && next.status === "failed"
        ? state.problem.kind === next.problem.kind && state.problem.message === next.problem.message
        : state.status === next.status;
    state = next;
    if (!isSame) onState?.(state);
  }

  function letGo(): void {
    clearTimeout(timer);
    const ended = inner;
    inner = undefined;
    void ended?.then(
      (transport) => transport.close(),
      () => undefined,
    );
  }

  function settle(): void {
    clearTimeout(timer);
    if (!isResting || underWay > 0 || !inner) return;
    timer = setTimeout(letGo, graceMs);
    timer.unref();
  }

  return {
    get kind() {
      return kind;
    },
    get state() {
      return state;
    },
    async send(call, signal) {
      clearTimeout(timer);
      underWay += 1;
      try {
        inner ??= open();
        const opened = inner;
        const transport = await opened.catch((error: unknown) => {
          // What was in the way may be out of it by the next call.
          if (inner === opened) inner = undefined;
          throw error;
        });
        ({ kind } = transport);
        const answer = await transport.send(call, signal);
        const problem = answerProblem(answer);
        if (answer.status === 401 && inner === opened) letGo();
        become(
          problem && (problem.kind === "login-expired" || problem.kind === "throttled")
            ? { status: "failed", problem }
            : { status: "open" },
        );
        return answer;
      } catch (error) {
        const problem = problemOf(error);
        if (error instanceof ClusterError && !OF_ONE_CALL.has(problem.kind))
          become({ status: "failed", problem });
        throw error;
      } finally {
        underWay -= 1;
        settle();
      }
    },
    rest() {
      isResting = true;
      settle();
    },
    wake() {
      isResting = false;
      clearTimeout(timer);
    },
    close() {
      letGo();
      become({ status: "idle" });
    },
  };
}
