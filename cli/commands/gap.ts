import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { compareEnvironments } from "../../engine/gap/compare-environments";
import { GAP_THEMES, type GapRow } from "../../engine/gap/gap";
import {
  formatGapDocument,
  type GapDocument,
  GapDocumentError,
  parseGapDocument,
  undocumentedRows,
} from "../../engine/gap/gap-document";
import { gapHtml } from "../../engine/report/gap-html";
import { loadPolicies } from "../../workspace/policies";
import { readEnvironments } from "../../workspace/read-environments";
import { EXIT } from "../exit-status";
import { oneOf } from "../one-of";
import { refuseProblems } from "../refuse-problems";
import { nameOf } from "../scan-paths";
import { styleFor } from "../terminal";
import { UsageError } from "../usage-error";
import { writeOutput } from "../write-output";

interface GapOptions {
  readonly format: string;
  readonly output?: string;
  readonly write?: string;
  readonly check?: string;
}

const FORMATS = ["text", "json", "html"] as const;

/** `rampart gap ENV-A ENV-B`: what differs in posture between two environments. */
export function gapCommand(exit: (status: number) => void): Command {
  return new Command("gap")
    .description("compare two environments of the configuration in posture")
    .argument("<left>", "the looser environment, such as dev")
    .argument("<right>", "the stricter one, such as prod")
    .option("--format <format>", FORMATS.join(", "), "text")
    .option("--output <file>", "write the comparison to a file")
    .option(
      "--write <file>",
      "write the document in which each difference gets its reason; reasons that are there stay",
    )
    .option(
      "--check <file>",
      "exit with 1 for every difference that this document does not name with a reason",
    )
    .action(async (left: string, right: string, options: GapOptions) =>
      exit(await runGap(left, right, options)),
    );
}

async function runGap(left: string, right: string, options: GapOptions): Promise<number> {
  const format = oneOf("--format", options.format, FORMATS);
  const cwd = process.cwd();
  const environments = await readEnvironments(
    cwd,
    async (paths) => refuseProblems(await loadPolicies(paths, { cwd, selection: {} })),
    nameOf,
  );
  const [first, second] = [left, right].map((name) => {
    const view = environments.view(name);
    if (!view)
      throw new UsageError(
        `gap: there is no environment "${name}" with files in it; ${environments.names.length > 0 ? `there are ${environments.names.join(", ")}` : "name some under environments in .rampart.yaml"}`,
      );
    return view;
  });
  if (!first || !second) return EXIT.misunderstood;
  const rows = compareEnvironments(first, second, environments.policyOf(right));
  if (options.write !== undefined) {
    await writeOutput(
      options.write,
      formatGapDocument(left, right, rows, await readDocument(options.write, true)),
      "--write",
    );
    return EXIT.ok;
  }
  if (options.check !== undefined) {
    const document = await readDocument(options.check, false);
    const missing = document ? undocumentedRows(rows, document) : rows;
    await writeOutput(
      options.output,
      missing.length > 0 ? text(missing, left, right) : "Every difference is documented\n",
    );
    return missing.length > 0 ? EXIT.found : EXIT.ok;
  }
  const printed =
    format === "json"
      ? `${JSON.stringify({ version: 1, left, right, rows }, null, 2)}\n`
      : format === "html"
        ? gapHtml(left, right, rows)
        : text(rows, left, right);
  await writeOutput(options.output, printed);
  return EXIT.ok;
}

async function readDocument(file: string, mayBeMissing: boolean): Promise<GapDocument | undefined> {
  const content = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    // Whether a document can be there at all is told by the writing of it.
    if (mayBeMissing && /^(ENOENT|ENOTDIR|EISDIR)$/.test(error.code ?? "")) return undefined;
    throw new UsageError(`${file}: cannot be read: ${error.code ?? error.message}`);
  });
  if (content === undefined) return undefined;
  try {
    return parseGapDocument(content);
  } catch (error) {
    if (error instanceof GapDocumentError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

function text(rows: readonly GapRow[], left: string, right: string): string {
  if (rows.length === 0) return `${left} and ${right} do not differ in posture\n`;
  const style = styleFor(process.stdout);
  const sections = GAP_THEMES.flatMap((theme) => {
    const own = rows.filter((row) => row.theme === theme);
    if (own.length === 0) return [];
    return [
      `${style("bold", theme)}\n${own.map((row) => `  ${row.subject}\n    ${left}: ${row.left ?? "–"}\n    ${right}: ${row.right ?? "–"}`).join("\n")}`,
    ];
  });
  return `${sections.join("\n\n")}\n\n${rows.length} ${rows.length === 1 ? "difference" : "differences"}\n`;
}
