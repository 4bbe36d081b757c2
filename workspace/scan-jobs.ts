import type { RuleFilter } from "../engine/analyze-file";
import type { RuleOptions } from "../engine/rules/rule";
import { type FileScan, scanFile } from "./file-scan";
import { type ReadResult, readManifest, readManifestWithId } from "./read-file";

/** One file to read and judge. Plain data. */
export interface ScanJob {
  readonly name: string;
  /** Absolute path, or `undefined` where `text` is given. */
  readonly path: string | undefined;
  readonly text?: string;
  readonly isPatchFile: boolean;
  readonly explicit: boolean;
  readonly reported: boolean;
  /** The index of its policy among those of the set-up. */
  readonly policy: number;
}

/** What document rules need of a policy. Plain data. */
export interface JobPolicy {
  readonly options: RuleOptions;
  /** The rules that run, by id. */
  readonly enabled: readonly string[];
}

/** Everything that a thread needs for its share. Plain data. */
export interface JobSetup {
  readonly jobs: readonly ScanJob[];
  readonly policies: readonly JobPolicy[];
  readonly withFixes: boolean;
  /** Whether results say which content they are of. */
  readonly withIds: boolean;
}

/** What came of a job. Plain data. */
export type JobResult =
  | { readonly scan: FileScan; readonly id?: string }
  | { readonly skipped: string }
  | { readonly error: string };

/** Runs single jobs of a set-up. */
export type JobRunner = (job: ScanJob) => JobResult;

/** Prepares the running of jobs in this thread. */
export function createJobRunner(setup: Omit<JobSetup, "jobs">): JobRunner {
  const readFile = setup.withIds ? readManifestWithId : readManifest;
  const filters = setup.policies.map(({ enabled }): RuleFilter => {
    const ids = new Set(enabled);
    return ({ id }) => ids.has(id);
  });
  return (job) => {
    const read: ReadResult & { readonly id?: string } =
      job.text !== undefined || job.path === undefined ? { text: job.text ?? "" } : readFile(job.path);
    if (!("text" in read)) return read;
    const policy = setup.policies[job.policy];
    const isEnabled = filters[job.policy];
    if (!policy || !isEnabled) return { error: "no policy" };
    const { name, isPatchFile, explicit, reported } = job;
    const request = { name, text: read.text, isPatchFile, explicit, reported, withFixes: setup.withFixes };
    const scan = scanFile(request, policy.options, isEnabled);
    return read.id === undefined ? { scan } : { scan, id: read.id };
  };
}
