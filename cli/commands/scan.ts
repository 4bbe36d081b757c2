import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { type Baseline, BaselineError, formatBaseline, parseBaseline } from "../../engine/policy/baseline";
import type { Level } from "../../engine/policy/configuration";
import { FORMAT_NAMES, REPORT_FORMATS } from "../../engine/report/formats";
import type { Report } from "../../engine/report/report";
import { textReport } from "../../engine/report/text";
import { SEVERITIES } from "../../engine/rules/rule";
import { buildReport } from "../../workspace/build-report";
import { readChanges } from "../../workspace/changes";
import { GitError } from "../../workspace/git";
import { onlyChanged } from "../../workspace/only-changed";
import type { ScanResult } from "../../workspace/scan";
import { EXIT } from "../exit-status";
import { oneOf } from "../one-of";
import { addScanOptions, nameOf, type ScannedPaths, type ScanPathsOptions, scanPaths } from "../scan-paths";
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
    .option("--allow-empty", "finding no Kubernetes document is no error")
    .action(async (paths: string[], options: ScanOptions) => exit(await runScan(paths, options)));
}

async function runScan(paths: readonly string[], options: ScanOptions): Promise<number> {
  const format = oneOf("--format", options.format, FORMAT_NAMES);
  const failOn = oneOf("--fail-on", options.failOn, FAIL_ON);
  const minSeverity =
    options.minSeverity === undefined ? undefined : oneOf("--min-severity", options.minSeverity, SEVERITIES);
  const scanned = await scanPaths(paths, options, await readBaseline(options.baseline));
  const { policies } = scanned;
  const result =
    options.changed === undefined ? scanned.result : await limitToChange(scanned, options.changed);
  const report = buildReport(result, {
    policy: policies.fallback,
    withFixes: options.fixes === true,
    ...(minSeverity ? { minSeverity } : {}),
  });
  await writeOutput(options.output, print(report, result, format, options.output === undefined));
  if (options.writeBaseline !== undefined) {
    await writeOutput(
      options.writeBaseline,
      formatBaseline(report.findings.map(({ fingerprint }) => fingerprint)),
      "--write-baseline",
    );
  }
  return exitStatus(report, failOn, options.allowEmpty === true);
}

async function limitToChange({ result, pathOf, policyFor }: ScannedPaths, ref: string): Promise<ScanResult> {
  const paths = result.files.flatMap(({ file }) => pathOf(file.file) ?? []);
  const known = [...result.scopeFiles.values()].flatMap((files) =>
    [...files].flatMap((name) => pathOf(name) ?? []),
  );
  try {
    const changes = await readChanges(process.cwd(), ref, [...new Set([...paths, ...known])]);
    return onlyChanged(result, { changes, pathOf, nameOf, policyFor });
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
  result: ScanResult,
  format: (typeof FORMAT_NAMES)[number],
  toTerminal: boolean,
): string {
  if (format !== "text") return REPORT_FORMATS[format](report);
  const texts = new Map(result.files.map(({ file }) => [file.file, file.text.split(/\r?\n/)]));
  return textReport(report, {
    style: toTerminal ? styleFor(process.stdout) : (_kind, text) => text,
    linesOf: (file) => texts.get(file),
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
