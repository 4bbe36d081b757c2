import type { AdmittedCall } from "./live-call";

/** What came back for a call. */
export interface RawAnswer {
  /** The HTTP status. */
  readonly status: number;
  readonly contentType: string;
  /** Seconds after which to ask again, where the server says so. */
  readonly retryAfter?: number;
  readonly text: string;
}

/** Carries admitted calls to one API server as the user of one context. */
export interface Transport {
  /** How calls travel, for people: `direct`, `kubectl proxy`, `kubectl`. */
  readonly kind: "direct" | "kubectl proxy" | "kubectl";
  /** @throws ClusterError where no answer came; an answer of any status is a result */
  send(call: AdmittedCall, signal?: AbortSignal): Promise<RawAnswer>;
  /** Ends connections and processes; a later call may open them again. */
  close(): void;
}
