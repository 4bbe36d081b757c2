import { Command } from "commander";
import { type AksPosture, aksPosture } from "../../cluster/aks/aks-posture";
import { readAks } from "../../cluster/aks/read-aks";
import { readPosture } from "../../cluster/posture/posture";
import { postureJson, postureText } from "../../cluster/posture/posture-report";
import type { Level } from "../../engine/policy/configuration";
import { loadPolicies } from "../../workspace/policies";
import { EXIT } from "../exit-status";
import { addLiveOptions, asksCluster, type LiveOptions, readOptionFile, withCluster } from "../live-cluster";
import { oneOf } from "../one-of";
import { refuseProblems } from "../refuse-problems";
import { addRuleOptions } from "../scan-paths";
import { readSelection, type SelectionOptions } from "../selection";
import { styleFor } from "../terminal";
import { UsageError } from "../usage-error";
import { writeOutput } from "../write-output";

interface PostureCommandOptions extends LiveOptions, SelectionOptions {
  readonly namespace?: string;
  readonly format: string;
  readonly output?: string;
  readonly failOn: string;
  readonly config: string | boolean;
  readonly aks?: string;
  readonly az?: string;
  readonly secretNames?: boolean;
}

const FORMATS = ["text", "json"] as const;
const FAIL_ON = ["block", "warn", "hint", "never"] as const;

/** `rampart posture --context NAME`: the rules over what runs, and the stock that is taken of it. */
export function postureCommand(exit: (status: number) => void): Command {
  const command = addLiveOptions(new Command("posture"))
    .description("judge what runs in a cluster, and take stock of it; reads only, never what Secrets hold")
    .option("-n, --namespace <name>", "only this namespace")
    .option("--format <format>", FORMATS.join(", "), "text")
    .option("--output <file>", "write the report to a file")
    .option("--fail-on <level>", `exit with 1 from this level on: ${FAIL_ON.join(", ")}`, "block")
    .option(
      "--profile <name>",
      "dev, prod, strict, pss-baseline, pss-restricted or one of the configuration",
    );
  return addRuleOptions(command)
    .option("--aks <file>", "judge an AKS cluster by the output of az aks show -o json too")
    .option("--az <group/name>", "ask az for this cluster, its subnets and diagnostics, as you are logged in")
    .option("--secret-names", "list names and types of Secrets too, which takes the right to read them")
    .action(async (options: PostureCommandOptions) => exit(await runPosture(options)));
}

async function runPosture(options: PostureCommandOptions): Promise<number> {
  const format = oneOf("--format", options.format, FORMATS);
  const failOn = oneOf("--fail-on", options.failOn, FAIL_ON);
  const selection = readSelection(options);
  const aks = await aksOf(options);
  if (!asksCluster(options)) {
    if (!aks) throw new UsageError("posture: name a cluster with --context NAME, or --in-cluster");
    await writeOutput(options.output, format === "json" ? jsonText({ version: 1, aks }) : aksText(aks));
    return aksFails(aks, failOn) ? EXIT.found : EXIT.ok;
  }
  return await withCluster(options, async ({ context, api, lists, signal }) => {
    const posture = await readPosture(
      api,
      lists,
      {
        context,
        ...(options.secretNames ? { secretNames: true } : {}),
        today: new Date().toISOString().slice(0, 10),
        ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
        policyFor: async (version) => {
          const policies = await loadPolicies([], {
            cwd: process.cwd(),
            selection: { ...(version === undefined ? {} : { kubernetesVersion: version }), ...selection },
            ...(typeof options.config === "string"
              ? { configFile: options.config }
              : { ignoreConfiguration: options.config === false }),
          });
          return refuseProblems(policies).fallback;
        },
      },
      signal,
    );
    const toTerminal = options.output === undefined;
    await writeOutput(
      options.output,
      format === "json"
        ? jsonText({ ...postureJson(context, posture), ...(aks ? { aks } : {}) })
        : `${postureText(context, posture, toTerminal ? styleFor(process.stdout) : (_kind, text) => text)}${aks ? `\n${aksText(aks)}` : ""}`,
    );
    const failing = failingLevels(failOn);
    const fails =
      posture.analysis.findings.some(
        ({ level, managedBy }) => managedBy === undefined && failing.includes(level),
      ) ||
      (aks !== undefined && aksFails(aks, failOn));
    return fails ? EXIT.found : EXIT.ok;
  });
}

function failingLevels(failOn: Level | "never"): readonly Level[] {
  const order: readonly Level[] = ["block", "warn", "hint"];
  return failOn === "never" ? [] : order.slice(0, order.indexOf(failOn) + 1);
}

async function aksOf(options: PostureCommandOptions): Promise<AksPosture | undefined> {
  if (options.aks !== undefined && options.az !== undefined)
    throw new UsageError("posture: --aks and --az name the same thing: choose one");
  if (options.az !== undefined) return await askAz(options.az);
  if (options.aks === undefined) return undefined;
  const text = await readOptionFile("--aks", options.aks);
  try {
    return aksPosture(JSON.parse(text));
  } catch {
    throw new UsageError(`--aks ${options.aks}: this is not the output of az aks show -o json`);
  }
}

async function askAz(name: string): Promise<AksPosture> {
  const [group = "", cluster = "", ...rest] = name.split("/");
  if (group === "" || cluster === "" || rest.length > 0)
    throw new UsageError(`--az ${name}: write it as RESOURCE-GROUP/CLUSTER`);
  const answer = await readAks({ group, cluster, path: process.env.PATH });
  if ("aks" in answer) return answer.aks;
  throw new UsageError(`--az ${name}: ${answer.problem}`);
}

function aksFails({ checks }: AksPosture, failOn: Level | "never"): boolean {
  if (failOn === "never") return false;
  const failing = failOn === "block" ? ["high"] : ["high", "medium", "low"];
  return checks.some(({ answer, severity }) => answer === "bad" && failing.includes(severity));
}

function aksText({ name, checks }: AksPosture): string {
  const marks = { good: "ok  ", bad: "BAD ", "cannot see": "?   " } as const;
  return `AKS ${name}\n${checks
    .map(
      ({ answer, title, detail, command }) =>
        `  ${marks[answer]} ${title}: ${detail}${command === undefined ? "" : `\n         ${command}`}`,
    )
    .join("\n")}\n`;
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
