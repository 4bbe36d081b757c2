import { isObject, type JsonObject } from "../../engine/json";
import { createBudget, type Limits, REAL_CLUSTER } from "../budget";
import { ClusterError, clusterError } from "../problem";
import { answerProblem } from "./answer-problem";
import { type AdmittedCall, admitCall, type LiveCall, type ReadCall, type Review } from "./live-call";
import type { RawAnswer, Transport } from "./transport";

/** A cluster that is read and asked. It cannot be changed: there is no method for it. */
export interface ClusterApi {
  /** How calls travel. */
  readonly route: Transport["kind"];
  /**
   * Reads one object or list.
   * @throws ClusterError, such as `forbidden`, `not-found`, `login-expired`
   */
  read(call: Omit<ReadCall, "method">, signal?: AbortSignal): Promise<JsonObject>;
  /** As `read`, but gives the status `410` of an expired `continue` back as `undefined`. */
  readPage(call: Omit<ReadCall, "method">, signal?: AbortSignal): Promise<JsonObject | undefined>;
  /** Begins an action of the user, which may ask so many reviews. */
  action(maxReviews?: number): Reviewer;
  /** Ends connections and processes. */
  close(): void;
}

/** Asks reviews on behalf of one action of the user. */
export interface Reviewer {
  /**
   * @returns the review's status
   * @throws ClusterError; `over-budget` where the action has asked enough
   */
  review(review: Review, signal?: AbortSignal): Promise<JsonObject>;
  /** Reviews asked so far. */
  readonly asked: number;
}

/** How hard a cluster may be asked. */
export interface ApiOptions {
  /** Default: 5 a second, 2 in flight. */
  readonly reviews?: Limits;
  /** Default: 2 in flight. */
  readonly reads?: Limits;
  /** Told of each call before it is sent: its caller may show what is asked. */
  readonly onCall?: (call: AdmittedCall) => void;
  /** Waits between attempts; default: real time. */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Reviews that one action may ask unless the user agrees to more. */
export const MAX_REVIEWS = 200;
/** Attempts where the server asks to slow down, and the longest that it is waited for at once. */
const ATTEMPTS = 4;
const MAX_WAIT_MS = 30_000;

/** Makes a cluster of a transport. Every call passes the guard, then waits its turn in the budget. */
export function createClusterApi(transport: Transport, options: ApiOptions = {}): ClusterApi {
  const reads = createBudget(options.reads ?? { inFlight: 2 });
  const reviews = createBudget(options.reviews ?? REAL_CLUSTER);
  const sleep = options.sleep ?? wait;

  async function send(call: LiveCall, signal?: AbortSignal): Promise<RawAnswer> {
    const admitted = admitCall(call);
    options.onCall?.(admitted);
    const budget = call.method === "GET" ? reads : reviews;
    return await budget.spend(async () => {
      for (let attempt = 1; ; attempt++) {
        const answer = await transport.send(admitted, signal);
        const isBusy = answer.status === 429 || (answer.status === 503 && answer.retryAfter !== undefined);
        if (!isBusy || attempt === ATTEMPTS) return answer;
        const seconds = answer.retryAfter ?? 2 ** (attempt - 1);
        await sleep(Math.min(seconds * 1_000, MAX_WAIT_MS), signal);
      }
    }, signal);
  }

  async function readPage(
    call: Omit<ReadCall, "method">,
    signal?: AbortSignal,
  ): Promise<JsonObject | undefined> {
    const answer = await send({ ...call, method: "GET" }, signal);
    return answer.status === 410 ? undefined : objectOf(answer);
  }

  return {
    get route() {
      return transport.kind;
    },
    readPage,
    async read(call, signal) {
      const page = await readPage(call, signal);
      if (!page) throw clusterError("not-found", `${call.path} is gone (410)`);
      return page;
    },
    action(maxReviews = MAX_REVIEWS) {
      let asked = 0;
      return {
        get asked() {
          return asked;
        },
        async review(review, signal) {
          if (asked >= maxReviews)
            throw clusterError(
              "over-budget",
              `${maxReviews} reviews are the most that one action asks: raise the limit to ask more`,
            );
          asked += 1;
          const { status } = objectOf(await send({ method: "POST", review }, signal));
          return isObject(status) ? status : {};
        },
      };
    },
    close: () => transport.close(),
  };
}

function objectOf(answer: RawAnswer): JsonObject {
  const problem = answerProblem(answer);
  if (problem) throw new ClusterError(problem);
  try {
    const value: unknown = JSON.parse(answer.text);
    if (isObject(value)) return value;
  } catch {
    // Told below, without a word of the text.
  }
  throw clusterError("unreadable-answer", "the API server answered something that is no JSON object");
}

function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(clusterError("cancelled", "cancelled before the cluster answered"));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", leave);
      resolve();
    }, milliseconds);
    if (signal?.aborted) leave();
    else signal?.addEventListener("abort", leave, { once: true });
  });
}
