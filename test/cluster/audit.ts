import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** The parts of an `audit.k8s.io/v1` Event that tests look at. */
export interface AuditEvent {
  readonly auditID: string;
  readonly stage: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly userAgent?: string;
  readonly user: { readonly username: string; readonly groups?: readonly string[] };
  readonly impersonatedUser?: { readonly username: string };
  readonly objectRef?: {
    readonly apiGroup?: string;
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly responseStatus?: { readonly code: number };
}

/** Every request once, when it is answered, with who, what and the status; no bodies. */
export const defaultAuditPolicy: object = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [{ level: "Metadata" }],
};

async function readEvents(file: string): Promise<AuditEvent[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  // The last line may be half written.
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as AuditEvent);
}

/**
 * The events so far, oldest first. The log is written after a request is answered, so this sends a request of
 * its own and reads until it is there; that request is not among the events returned.
 * @param mark sends a request for the given path
 * @throws after five seconds without the mark: the policy then does not log it
 */
export async function auditEventsUntil(
  file: string,
  mark: (path: string) => Promise<unknown>,
): Promise<AuditEvent[]> {
  const path = `/version?mark=${process.hrtime.bigint()}`;
  await mark(path);
  for (let attempt = 0; attempt < 250; attempt++) {
    const events = await readEvents(file);
    if (events.some((event) => event.requestURI === path)) {
      return events.filter((event) => !event.requestURI.startsWith("/version?mark="));
    }
    await sleep(20);
  }
  throw new Error(`${file} does not show GET ${path}: does the audit policy log it?`);
}
