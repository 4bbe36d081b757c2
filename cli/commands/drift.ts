import { Command } from "commander";
import { createTwoFilesPatch } from "diff";
import type { Difference, ObjectDrift } from "../../cluster/drift/difference";
import { differenceText } from "../../cluster/drift/difference-text";
import { type Drift, readDrift } from "../../cluster/drift/drift";
import type { DriftTexts } from "../../cluster/drift/drift-texts";
import { createManifestIndex } from "../../cluster/triage/manifest-index";
import { EXIT } from "../exit-status";
import { addLiveOptions, asksCluster, type LiveOptions, readManifests, withCluster } from "../live-cluster";
import { oneOf } from "../one-of";
import { collect } from "../scan-paths";
import { styleFor } from "../terminal";
import { UsageError } from "../usage-error";
import { writeOutput } from "../write-output";

interface DriftOptions extends LiveOptions {
  readonly namespace?: string;
  readonly in?: readonly string[];
  readonly security?: boolean;
  readonly diff?: boolean;
  readonly format: string;
}

const FORMATS = ["text", "json"] as const;

/** `rampart drift --context NAME`: what differs between the manifests here and what runs. */
export function driftCommand(exit: (status: number) => void): Command {
  return addLiveOptions(new Command("drift"))
    .description("compare manifests with a cluster; reads only, values of Secrets never")
    .option("--in <path>", "the manifests; repeat for several; absent: the current folder", collect)
    .option("-n, --namespace <name>", "only this namespace, and where manifests without one live")
    .option("--security", "only what changes what an attacker could do")
    .option("--diff", "print each object as a unified diff, with values masked")
    .option("--format <format>", FORMATS.join(", "), "text")
    .action(async (options: DriftOptions) => exit(await runDrift(options)));
}

async function runDrift(options: DriftOptions): Promise<number> {
  const format = oneOf("--format", options.format, FORMATS);
  if (!asksCluster(options))
    throw new UsageError("drift: name a cluster with --context NAME, or --in-cluster");
  const manifests = createManifestIndex(await readManifests(options.in ?? ["."]));
  if (manifests.resources.length === 0) throw new UsageError("drift: there is no Kubernetes manifest here");
  return await withCluster(options, async ({ context, namespace, api, lists, signal }) => {
    const drift = await readDrift(
      api,
      lists,
      {
        manifests,
        defaultNamespace: options.namespace ?? namespace,
        ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
      },
      signal,
    );
    const shown = options.security ? onlySecurity(drift) : drift;
    await writeOutput(
      undefined,
      format === "json"
        ? `${JSON.stringify(json(context, shown), null, 2)}\n`
        : text(shown, options.diff === true),
    );
    const drifted = shown.objects.some(({ state }) => state !== "same" && state !== "not-compared");
    return drifted ? EXIT.found : shown.unseen.length > 0 ? EXIT.unknown : EXIT.ok;
  });
}

function onlySecurity(drift: Drift): Drift {
  return {
    ...drift,
    objects: drift.objects.map((each) => {
      if (each.state !== "differs") return each;
      const differences = each.differences.filter(({ security }) => security);
      return { ...each, differences, state: differences.length > 0 ? "differs" : "same" };
    }),
  };
}

function json(context: string, { objects, unseen }: Drift): object {
  const count = (state: ObjectDrift["state"]) => objects.filter((each) => each.state === state).length;
  return {
    version: 1,
    context,
    summary: {
      same: count("same"),
      differs: count("differs"),
      notApplied: count("not-applied"),
      onlyInCluster: count("only-in-cluster"),
      notCompared: count("not-compared"),
    },
    objects: objects
      .filter(({ state, rollback }) => state !== "same" || rollback !== undefined)
      .map(({ place, texts: _texts, ...each }) => ({
        ...each,
        ...(place
          ? { file: place.file, start: { line: place.start.line + 1, column: place.start.column + 1 } }
          : {}),
      })),
    cannotSee: unseen.map(({ groupKind, problem }) => ({ what: groupKind, why: problem.message })),
  };
}

const WORDS: Readonly<Record<ObjectDrift["state"], string>> = {
  same: "as declared",
  differs: "differs",
  "not-applied": "declared, but not in the cluster",
  "only-in-cluster": "runs, but no manifest declares it",
  "not-compared": "not compared",
};

function text({ objects, unseen }: Drift, withDiff: boolean): string {
  const style = styleFor(process.stdout);
  const blocks = objects
    .filter(({ state, rollback }) => state !== "same" || rollback?.possible === false)
    .map(({ object, state, differences, texts, place, note, rollback }) =>
      [
        `${style("bold", `${object.kind} ${object.namespace === undefined ? "" : `${object.namespace}/`}${object.name}`)}  ${style(state === "same" ? "dim" : "warn", WORDS[state])}${note === undefined ? "" : `: ${note}`}${place ? style("dim", `  ${place.file}:${place.start.line + 1}`) : ""}`,
        ...(withDiff && texts
          ? [diffText(texts, place?.file ?? "manifest")]
          : differences.map((each) => differenceLine(each))),
        ...(rollback?.possible === false ? [`  no rollback: ${rollback.why}`] : []),
      ].join("\n"),
    );
  const same = objects.filter(({ state }) => state === "same").length;
  const blind = unseen.map(({ groupKind, problem }) => `cannot see ${groupKind}: ${problem.message}`);
  return `${[...blocks, `${same} ${same === 1 ? "object is" : "objects are"} as declared`, ...blind].join("\n")}\n`;
}

function diffText({ manifest, cluster }: DriftTexts, file: string): string {
  const patch = createTwoFilesPatch(file, "cluster", manifest, cluster, "", "", { context: 3 });
  return patch.slice(patch.indexOf("--- ")).trimEnd();
}

function differenceLine(difference: Difference): string {
  const { path, security } = difference;
  return `  ${security ? "! " : "  "}${path.join(".")}: ${differenceText(difference)}`;
}
