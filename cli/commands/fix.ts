import { Command } from "commander";
import { createTwoFilesPatch } from "diff";
import { applyFixes } from "../../engine/fixes/apply-fixes";
import type { FixSafety } from "../../engine/fixes/fix";
import { maskSecrets } from "../../engine/report/mask-secrets";
import { applyTextEdits } from "../../engine/yaml/text-edit";
import type { ScannedFile } from "../../workspace/scan";
import { EXIT } from "../exit-status";
import { replaceFile } from "../replace-file";
import { addScanOptions, type ScanPathsOptions, scanPaths } from "../scan-paths";
import { UsageError } from "../usage-error";
import { writeOutput } from "../write-output";

interface FixOptions extends ScanPathsOptions {
  readonly harden?: boolean;
  readonly unsafe?: boolean;
  readonly dryRun?: boolean;
}

/** `rampart fix [PATH…]`: applies fixes to files, or prints what it would change. */
export function fixCommand(exit: (status: number) => void): Command {
  return addScanOptions(new Command("fix"))
    .description("apply the safe fixes; every byte that need not change stays")
    .option("--harden", "also fixes that may stop an image that was built carelessly")
    .option("--unsafe", "also fixes that contradict something written")
    .option("--dry-run", "print a unified diff and change nothing")
    .action(async (paths: string[], options: FixOptions) => exit(await runFix(paths, options)));
}

async function runFix(paths: readonly string[], options: FixOptions): Promise<number> {
  if (paths.includes("-"))
    throw new UsageError("fix -: standard input has no file to change; use scan - --fixes");
  const { result, pathOf } = await scanPaths(paths, options);
  for (const { file, message } of result.errors) process.stderr.write(`rampart: ${file}: ${message}\n`);
  const allowed = allowedSafeties(options);
  let applied = 0;
  let left = 0;
  for (const scanned of result.files) {
    const chosen = scanned.judged.findings.flatMap(({ finding }) => {
      const fix = finding.fixes.find(({ safety }) => allowed.has(safety));
      return fix ? [{ finding, fix }] : [];
    });
    const outcome = applyFixes(scanned.file, chosen);
    applied += outcome.applied.length;
    left += scanned.judged.findings.length - outcome.applied.length;
    if (outcome.edits.length === 0) continue;
    const text = applyTextEdits(scanned.file.text, outcome.edits);
    if (options.dryRun) await writeOutput(undefined, unifiedDiff(scanned, text));
    else {
      const path = pathOf(scanned.file.file);
      if (path !== undefined) await replaceFile(path, [text], scanned.file.file);
    }
  }
  const verb = options.dryRun ? "would be fixed" : "fixed";
  process.stderr.write(
    `rampart: ${applied} ${applied === 1 ? "finding" : "findings"} ${verb}, ${left} left\n`,
  );
  return result.errors.length > 0 ? EXIT.misunderstood : EXIT.ok;
}

function allowedSafeties({ harden, unsafe }: FixOptions): ReadonlySet<FixSafety> {
  return new Set<FixSafety>(unsafe ? ["safe", "harden", "unsafe"] : harden ? ["safe", "harden"] : ["safe"]);
}

/** Secret values near a change are covered: a diff is read by people, and kept in logs. */
function unifiedDiff({ file }: ScannedFile, text: string): string {
  const patch = createTwoFilesPatch(
    `a/${file.file}`,
    `b/${file.file}`,
    maskSecrets(file.text),
    maskSecrets(text),
    undefined,
    undefined,
    { context: 3 },
  );
  return patch.replace(/^=+\n/, "");
}
