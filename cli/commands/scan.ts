import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { Command } from "commander";
import { type Baseline, BaselineError, formatBaseline, parseBaseline } from "../../engine/policy/baseline";
import type { Level } from "../../engine/policy/configuration";
import { FORMAT_NAMES, REPORT_FORMATS, REPORT_PARTS } from "../../engine/report/formats";
import type { Report } from "../../engine/report/report";
import { textReport } from "../../engine/report/text";
import { SEVERITIES } from "../../engine/rules/rule";
import { assembleReport, type ReportParts } from "../../workspace/build-report";
import { EXIT } from "../exit-status";
import { oneOf } from "../one-of";
import {
  addScanOptions,
  nameOf,
  type ScannedForReport,
  type ScanPathsOptions,
  scanPathsForReport,
} from "../scan-paths";
import { parseShard, WHOLE } from "../shard";
import { startStats } from "../stats";
import { styleFor } from "../terminal";
import { UsageError } from "../usage-error";
import { writeOutput } from "../write-output";

interface ScanOptions extends ScanPathsOptions {
  readonly format: string;
  readonly output?: string;
  readonly fixes?: boolean;
  readonly failOn: string;
  readonly minSeverity?: string;
  readonly allowEmpty?: boolean;
  readonly changed?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly concurrency?: string;
  readonly cache: boolean;
  readonly shard?: string;
  readonly stats?: boolean;
  readonly watch?: boolean;
}

const FAIL_ON = ["block", "warn", "hint", "never"] as const;

/** `rampart scan [PATH…]`: judges manifests and reports. */
export function scanCommand(exit: (status: number) => void): Command {
  return addScanOptions(new Command("scan"))
    .description("judge manifests and report what is wrong")
    .option("--format <format>", FORMAT_NAMES.join(", "), "text")
    .option("--output <file>", "write the report to a file")
    .option("--fixes", "carry the edits of every fix in the report")
    .option("--fail-on <level>", `exit with 1 from this level on: ${FAIL_ON.join(", ")}`, "block")
    .option("--min-severity <severity>", `report from this severity on: ${SEVERITIES.join(", ")}`)
    .option("--changed <ref>", "report only what changed since the branch left this revision")
    .option("--baseline <file>", "report only what this baseline does not hold")
    .option("--write-baseline <file>", "write a baseline of what is found now")
    .option("--concurrency <n>", "threads in all; the report is the same whatever the number")
    .option("--no-cache", "read and judge every file, whatever is known of it")
    .option("--shard <i/n>", "judge and report one of n shares; what is known is the whole scope")
    .option("--stats", "print where the time goes to standard error")
    .option("--watch", "scan again after every change, until interrupted")
    .option("--allow-empty", "finding no Kubernetes document is no error")
    .action(async (paths: string[], options: ScanOptions) => {
      const run = () => runScan(paths, options);
      exit(options.watch ? await (await import("../watch")).runOnChange(process.cwd(), run) : await run());
    });
}

async function runScan(paths: readonly string[], options: ScanOptions): Promise<number> {
  const format = oneOf("--format", options.format, FORMAT_NAMES);
  const failOn = oneOf("--fail-on", options.failOn, FAIL_ON);
  const minSeverity =
    options.minSeverity === undefined ? undefined : oneOf("--min-severity", options.minSeverity, SEVERITIES);
  const threads = readThreads(options.concurrency);
  const shard = options.shard === undefined ? WHOLE : parseShard(options.shard);
  if (shard !== WHOLE && options.changed !== undefined)
    throw new UsageError("--shard does not go with --changed: a change is small enough for one run");
  const stats = options.stats ? startStats() : undefined;
  const baseline = await readBaseline(options.baseline);
  const withFixes = options.fixes === true;
  const reportOptions = { withFixes, ...(minSeverity ? { minSeverity } : {}) };
  const how = {
    withFixes,
    ...threads,
    ...(stats ? { concurrency: 1 } : {}),
    // A fix may carry what stands in a Secret; and what is measured is not to come from a cache.
    useCache: options.cache && !withFixes && !stats,
    shard,
    ...(stats ? { onPhase: stats.phase } : {}),
  };
  const scanned = await scanPathsForReport(paths, options, how, baseline);
  const parts = options.changed === undefined ? scanned.parts : await limitToChange(scanned, options.changed);
  const report = assembleReport(parts, { ...reportOptions, policy: scanned.policies.fallback });
  const linesOf = (file: string) => scanned.textOf(file)?.split(/\r?\n/);
  await writeOutput(options.output, print(report, linesOf, format, options.output === undefined));
  stats?.phase("report");
  if (stats) process.stderr.write(stats.print());
  if (options.writeBaseline !== undefined) {
    await writeOutput(
      options.writeBaseline,
      formatBaseline(report.findings.map(({ fingerprint }) => fingerprint)),
      "--write-baseline",
    );
  }
  return exitStatus(report, failOn, options.allowEmpty === true || shard !== WHOLE);
}

/** A thread of its own costs as much as so many files: it has to compile what it runs. */
const LEAST_SHARE = 400;

/** As many threads as are asked for, else as the machine has to give, up to eight, and as are worth starting. */
function readThreads(text: string | undefined): { concurrency: number; leastShare: number } {
  if (text === undefined)
    return { concurrency: Math.min(8, availableParallelism()), leastShare: LEAST_SHARE };
  const concurrency = Number(text);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64)
    throw new UsageError(`--concurrency ${text}: not a number from 1 to 64`);
  return { concurrency, leastShare: 1 };
}

async function limitToChange(
  { parts, pathOf, policyFor }: ScannedForReport,
  ref: string,
): Promise<ReportParts> {
  const { scopeFiles } = parts;
  const names = new Set([
    ...parts.files.map(({ file }) => file),
    ...[...scopeFiles.values()].flatMap((each) => [...each]),
  ]);
  const idByPath = new Map<string, string | undefined>();
  for (const name of names) {
    const path = pathOf(name);
    if (path !== undefined) idByPath.set(path, parts.idOf(name));
  }
  const [{ readChanges }, { GitError }, { onlyChanged }] = await Promise.all([
    import("../../workspace/changes"),
    import("../../workspace/git"),
    import("../../workspace/only-changed"),
  ]);
  try {
    const changes = await readChanges(process.cwd(), ref, [...idByPath.keys()], (path) => idByPath.get(path));
    return onlyChanged(parts, { changes, scopeFiles, pathOf, nameOf, policyFor });
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(`--changed ${ref}: ${error.message}`);
    throw error;
  }
}

async function readBaseline(file: string | undefined): Promise<Baseline | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--baseline ${file}: cannot be read: ${error.code ?? error.message}`);
  });
  try {
    return parseBaseline(text);
  } catch (error) {
    if (error instanceof BaselineError) throw new UsageError(`--baseline ${file}: ${error.message}`);
    throw error;
  }
}

function print(
  report: Report,
  linesOf: (file: string) => readonly string[] | undefined,
  format: (typeof FORMAT_NAMES)[number],
  toTerminal: boolean,
): string | Iterable<string> {
  if (format !== "text") return REPORT_PARTS[format]?.(report) ?? REPORT_FORMATS[format](report);
  return textReport(report, {
    style: toTerminal ? styleFor(process.stdout) : (_kind, text) => text,
    linesOf,
  });
}

function exitStatus(report: Report, failOn: Level | "never", allowEmpty: boolean): number {
  if (report.errors.length > 0) return EXIT.misunderstood;
  if (report.summary.documents === 0 && !allowEmpty) {
    process.stderr.write(
      "rampart: nothing was scanned: no Kubernetes document was found (--allow-empty accepts that)\n",
    );
    return EXIT.misunderstood;
  }
  const order: readonly Level[] = ["block", "warn", "hint"];
  const failing = failOn === "never" ? [] : order.slice(0, order.indexOf(failOn) + 1);
  return report.findings.some(({ level }) => failing.includes(level)) ? EXIT.found : EXIT.ok;
}
