import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { createJobRunner, type JobResult, type JobSetup } from "./scan-jobs";

/** How many files a thread takes at a time. */
const CHUNK = 16;

/** Marks the data of our threads among those of others. */
const MARK = "kube-rampart/scan";

interface ThreadData extends JobSetup {
  readonly mark: typeof MARK;
  /** The next chunk that nobody has taken yet. */
  readonly next: SharedArrayBuffer;
}

interface ChunkMessage {
  readonly chunk: number;
  /** The results as JSON, a line each: one string crosses faster than many objects. */
  readonly results: string;
}

/** How jobs are spread. */
export interface ThreadOptions {
  /** Threads in all, this one included. */
  readonly concurrency: number;
  /** The fewest files that are worth a thread: no more are started than have as many each. */
  readonly leastShare: number;
  /** A script that calls `runScanThread` first thing; without it everything runs in this thread. */
  readonly script?: string;
  /** Given the JSON of a result that another thread has made, by the index of its job. */
  onJson?(at: number, json: string): void;
  /** Called after each chunk that this thread has done. */
  onProgress?(done: number, total: number): void;
}

/**
 * Runs jobs, spread over threads where there is more than one; the results stand in the order of the jobs, whatever the
 * concurrency. What a thread that fails has not done is done here.
 */
export async function runJobs(setup: JobSetup, options: ThreadOptions): Promise<JobResult[]> {
  const { jobs } = setup;
  const chunks = Math.ceil(jobs.length / CHUNK);
  const next = new SharedArrayBuffer(4);
  const counter = new Int32Array(next);
  const results: JobResult[] = new Array(jobs.length);
  const done = new Uint8Array(chunks);
  const worth = Math.min(options.concurrency, Math.floor(jobs.length / options.leastShare), chunks);
  const others = options.script === undefined ? 0 : worth - 1;
  const data: ThreadData = { mark: MARK, next, ...setup };
  const threads = Array.from({ length: Math.max(0, others) }, () =>
    runThread(options.script ?? "", data, ({ chunk, results: text }) => {
      text.split("\n").forEach((json, index) => {
        const at = chunk * CHUNK + index;
        results[at] = JSON.parse(json) as JobResult;
        options.onJson?.(at, json);
      });
      done[chunk] = 1;
    }),
  );
  const run = createJobRunner(setup);
  const runChunk = (chunk: number) => {
    const end = Math.min(jobs.length, (chunk + 1) * CHUNK);
    for (let at = chunk * CHUNK; at < end; at++) {
      const job = jobs[at];
      if (job) results[at] = run(job);
    }
    done[chunk] = 1;
  };
  for (let chunk = Atomics.add(counter, 0, 1); chunk < chunks; chunk = Atomics.add(counter, 0, 1)) {
    runChunk(chunk);
    options.onProgress?.(Math.min(jobs.length, (chunk + 1) * CHUNK), jobs.length);
    // Lets the results of other threads in, so that they do not pile up.
    if (others > 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(threads);
  for (let chunk = 0; chunk < chunks; chunk++) if (!done[chunk]) runChunk(chunk);
  return results;
}

/** Resolves when the thread is over, also where it failed. */
function runThread(script: string, data: ThreadData, take: (message: ChunkMessage) => void): Promise<void> {
  return new Promise((resolve) => {
    const worker = new Worker(script, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: 64 } });
    worker.on("message", take);
    worker.on("error", () => resolve());
    worker.on("exit", () => resolve());
  });
}

/** In a thread that `runJobs` has started: does its share. Says whether this is such a thread. */
export function runScanThread(): boolean {
  const data = workerData as Partial<ThreadData> | null;
  if (isMainThread || data?.mark !== MARK || !data.next || !data.jobs || !data.policies) return false;
  const { jobs, policies, withFixes = false, withIds = false } = data;
  const run = createJobRunner({ policies, withFixes, withIds });
  const counter = new Int32Array(data.next);
  const chunks = Math.ceil(jobs.length / CHUNK);
  for (let chunk = Atomics.add(counter, 0, 1); chunk < chunks; chunk = Atomics.add(counter, 0, 1)) {
    const results = jobs.slice(chunk * CHUNK, (chunk + 1) * CHUNK).map((job) => JSON.stringify(run(job)));
    parentPort?.postMessage({ chunk, results: results.join("\n") } satisfies ChunkMessage);
  }
  return true;
}
