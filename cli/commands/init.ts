import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "commander";
import { CONFIGURATION_FILE } from "../../workspace/policies";
import { surveyWorkspace } from "../../workspace/survey";
import { configurationTemplate } from "../configuration-template";
import { EXIT } from "../exit-status";
import { UsageError } from "../usage-error";

/** `rampart init`: writes a commented `.rampart.yaml` from what is found in the current folder; never overwrites one. */
export function initCommand(exit: (status: number) => void): Command {
  return new Command("init")
    .description("write a commented .rampart.yaml from what is found here")
    .action(async () => {
      const cwd = process.cwd();
      const text = configurationTemplate(await surveyWorkspace(cwd));
      try {
        await writeFile(join(cwd, CONFIGURATION_FILE), text, { flag: "wx" });
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        const reason =
          code === "EEXIST"
            ? "it is there already; change it, or move it away first"
            : `it cannot be written: ${code ?? error}`;
        throw new UsageError(`${CONFIGURATION_FILE}: ${reason}`);
      }
      process.stderr.write(`rampart: wrote ${CONFIGURATION_FILE}\n`);
      exit(EXIT.ok);
    });
}
