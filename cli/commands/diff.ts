import { readFile } from "node:fs/promises";
import { Command } from "commander";
import type { Difference } from "../../engine/diff/difference";
import {
  describeDifference,
  differenceSections,
  differencesMarkdown,
  NO_DIFFERENCES,
} from "../../engine/report/differences-markdown";
import { compareManifests, manifestsAt } from "../../workspace/compare-revision";
import { findFiles } from "../../workspace/find-files";
import { GitError } from "../../workspace/git";
import { loadPolicies } from "../../workspace/policies";
import { EXIT } from "../exit-status";
import { oneOf } from "../one-of";
import { refuseProblems } from "../refuse-problems";
import { nameOf } from "../scan-paths";
import { readSelection, type SelectionOptions } from "../selection";
import { styleFor } from "../terminal";
import { UsageError } from "../usage-error";
import { writeOutput } from "../write-output";

interface DiffOptions extends SelectionOptions {
  readonly format: string;
  readonly output?: string;
  readonly failOnNew?: boolean;
}

const FORMATS = ["text", "json", "markdown"] as const;

/** `rampart diff REF`: what the change since the branch left a revision means. */
export function diffCommand(exit: (status: number) => void): Command {
  return new Command("diff")
    .description("say what a change means: permissions, reachability, exposure, controls gained and lost")
    .argument("<ref>", "the revision to compare with, such as origin/main")
    .option("--format <format>", FORMATS.join(", "), "text")
    .option("--output <file>", "write the comparison to a file")
    .option("--profile <name>", "the profile by which controls are judged")
    .option("--kubernetes-version <version>", "judge for this version, such as 1.33")
    .option("--fail-on-new", "exit with 1 where security is weakened")
    .action(async (ref: string, options: DiffOptions) => {
      const format = oneOf("--format", options.format, FORMATS);
      const differences = await compare(ref, options);
      await writeOutput(options.output, print(differences, ref, format, options.output === undefined));
      exit(options.failOnNew && differences.some(({ weakens }) => weakens) ? EXIT.found : EXIT.ok);
    });
}

async function compare(ref: string, options: DiffOptions): Promise<Difference[]> {
  const cwd = process.cwd();
  const { files } = await findFiles(["."], { cwd });
  const policies = refuseProblems(
    await loadPolicies(
      files.map(({ path }) => path),
      { cwd, selection: readSelection(options) },
    ),
  );
  const paths = new Map(files.map(({ path }) => [nameOf(path), path]));
  const policyFor = (name: string) => {
    const path = paths.get(name);
    return path === undefined ? policies.fallback : policies.policyOf(path);
  };
  const now = new Map<string, string>();
  for (const [name, path] of paths) now.set(name, await readFile(path, "utf8"));
  const declaredScopes = policies.declaredScopes.map(nameOf);
  try {
    const before = await manifestsAt(cwd, ref);
    return compareManifests(
      { texts: before, policyFor, declaredScopes },
      { texts: now, policyFor, declaredScopes },
    );
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(`diff ${ref}: ${error.message}`);
    throw error;
  }
}

function print(
  differences: readonly Difference[],
  ref: string,
  format: (typeof FORMATS)[number],
  toTerminal: boolean,
): string {
  if (format === "json") return `${JSON.stringify({ version: 1, ref, differences }, null, 2)}\n`;
  if (format === "markdown") return differencesMarkdown(differences);
  if (differences.length === 0) return `${NO_DIFFERENCES}\n`;
  const style = toTerminal ? styleFor(process.stdout) : (_kind: string, text: string) => text;
  const sections = differenceSections(differences).map(({ title, weakens, differences: own }) => {
    const lines = own.map((each) => `  ${each.change === "gained" ? "+" : "-"} ${describeDifference(each)}`);
    return `${style(weakens ? "block" : "bold", title)}\n${lines.join("\n")}`;
  });
  return `${sections.join("\n\n")}\n`;
}
