import { Command } from "commander";
import type { Waiver } from "../../engine/policy/configuration";
import { holdsOn } from "../../engine/policy/waivers";
import { findFiles } from "../../workspace/find-files";
import { CONFIGURATION_FILE, loadPolicies } from "../../workspace/policies";
import { EXIT } from "../exit-status";
import { oneOf } from "../one-of";
import { refuseProblems } from "../refuse-problems";
import { writeOutput } from "../write-output";

const FORMATS = ["text", "json"] as const;

/** `rampart waivers`: every waiver in sight, by owner and date. Exit status 1 where one has expired. */
export function waiversCommand(exit: (status: number) => void): Command {
  return new Command("waivers")
    .description("list the waivers by owner and date")
    .option("--format <format>", FORMATS.join(", "), "text")
    .option("--config <file>", "use this configuration instead of any .rampart.yaml")
    .action(async (options: { format: string; config?: string }) => {
      const format = oneOf("--format", options.format, FORMATS);
      const cwd = process.cwd();
      const { files } = await findFiles(["."], { cwd });
      const configurations = files
        .map(({ path }) => path)
        .filter((path) => path.endsWith(CONFIGURATION_FILE));
      const policies = refuseProblems(
        await loadPolicies(configurations, {
          cwd,
          selection: {},
          ...(options.config ? { configFile: options.config } : {}),
        }),
      );
      const today = new Date().toISOString().slice(0, 10);
      const waivers = [...policies.waivers].sort(compareWaivers);
      const listed = waivers.map(({ source, ...waiver }) => ({
        ...waiver,
        expired: waiver.expires < today,
        file: source.file,
        line: source.line + 1,
      }));
      await writeOutput(
        undefined,
        format === "json" ? `${JSON.stringify(listed, null, 2)}\n` : text(waivers, today),
      );
      exit(waivers.every((waiver) => holdsOn(waiver, today)) ? EXIT.ok : EXIT.found);
    });
}

function compareWaivers(a: Waiver, b: Waiver): number {
  const key = ({ owner, expires, rule, source }: Waiver) =>
    [owner, expires, rule, source.file, String(source.line).padStart(8, "0")].join("\u0000");
  return key(a) < key(b) ? -1 : 1;
}

function text(waivers: readonly Waiver[], today: string): string {
  if (waivers.length === 0) return "No waivers\n";
  const owners = [...new Set(waivers.map(({ owner }) => owner))];
  return owners
    .map((owner) => {
      const lines = waivers
        .filter((waiver) => waiver.owner === owner)
        .map(
          (waiver) =>
            `  ${waiver.expires}${holdsOn(waiver, today) ? "" : " EXPIRED"}  ${waiver.rule}  ${waiver.resource ?? waiver.path ?? "everywhere"}\n    ${waiver.reason} (${waiver.source.file}:${waiver.source.line + 1})`,
        );
      return `${owner}\n${lines.join("\n")}\n`;
    })
    .join("\n");
}
