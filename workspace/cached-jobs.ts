import { type FileStamp, stampOf } from "./file-stamp";
import { readManifestWithId } from "./read-file";
import type { ScanCache } from "./scan-cache";
import type { JobResult, JobSetup, ScanJob } from "./scan-jobs";
import { runJobs, type ThreadOptions } from "./scan-threads";

/** Runs jobs: from the cache what is there, the rest in threads where there is enough of it. In the order of the jobs. */
export async function runCachedJobs(
  setup: JobSetup,
  threads: ThreadOptions,
  cache: ScanCache | undefined,
): Promise<readonly JobResult[]> {
  const { jobs } = setup;
  const looks = jobs.map((job) => (cache ? lookUp(job, cache) : NOTHING));
  const missing = looks.flatMap(({ known }, at) => (known ? [] : [at]));
  const json = new Map<number, string>();
  const found = await runJobs(
    { ...setup, jobs: missing.map((at) => jobs[at] as ScanJob) },
    {
      ...threads,
      ...(cache ? { onJson: (index, text) => void json.set(index, text) } : {}),
    },
  );
  const results: (JobResult | undefined)[] = looks.map(({ known }) => known);
  missing.forEach((at, index) => {
    const result = found[index] as JobResult;
    const { path } = jobs[at] as ScanJob;
    results[at] = result;
    if (!cache || !("scan" in result) || result.id === undefined) return;
    cache.put(jobs[at] as ScanJob, result, json.get(index));
    const stamp = looks[at]?.stamp;
    if (stamp && path !== undefined) cache.note(path, stamp, result.id);
  });
  cache?.save();
  return results as JobResult[];
}

/** What the cache says of a job, and the stamp of its file, taken before anybody reads it. */
interface Look {
  readonly known?: JobResult;
  readonly stamp?: FileStamp;
}

const NOTHING: Look = {};

function lookUp(job: ScanJob, cache: ScanCache): Look {
  if (job.path === undefined) return NOTHING;
  const stamp = stampOf(job.path, Date.now());
  const ofStamp = stamp ? { stamp } : {};
  if (cache.isEmpty) return ofStamp;
  const noted = stamp && cache.idAt(job.path, stamp);
  const id = noted ?? readManifestWithId(job.path).id;
  const known = id === undefined ? undefined : cache.get(job, id);
  if (known && stamp && noted === undefined && id !== undefined) cache.note(job.path, stamp, id);
  return known ? { known, ...ofStamp } : ofStamp;
}
