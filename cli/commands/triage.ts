import { Command } from "commander";
import type { Diagnosis } from "../../cluster/triage/diagnosis";
import { createManifestIndex, type ManifestPlace } from "../../cluster/triage/manifest-index";
import { readSnapshot } from "../../cluster/triage/read-snapshot";
import { triage } from "../../cluster/triage/triage";
import { EXIT } from "../exit-status";
import { addLiveOptions, asksCluster, type LiveOptions, readManifests, withCluster } from "../live-cluster";
import { oneOf } from "../one-of";
import { collect } from "../scan-paths";
import { styleFor } from "../terminal";
import { UsageError } from "../usage-error";
import { writeOutput } from "../write-output";

interface TriageOptions extends LiveOptions {
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
  readonly in?: readonly string[];
  readonly clusterDns?: string;
  readonly format: string;
}

const FORMATS = ["text", "json"] as const;

/** `rampart triage [WORKLOAD] --context NAME`: why workloads do not run, or are not reached. */
export function triageCommand(exit: (status: number) => void): Command {
  return addLiveOptions(new Command("triage"))
    .description("say why workloads fail, from status and events; reads only")
    .argument("[workload]", "NAME or KIND/NAME; absent: all that fail")
    .option("-n, --namespace <name>", "the namespace; absent: that of the context")
    .option("-A, --all-namespaces", "all namespaces")
    .option("--in <path>", "manifests in which to point at the fault; repeat for several", collect)
    .option(
      "--cluster-dns <preset>",
      "kube-dns, nodelocal, aks-localdns, gke-clouddns, openshift",
      "kube-dns",
    )
    .option("--format <format>", FORMATS.join(", "), "text")
    .action(async (workload: string | undefined, options: TriageOptions) =>
      exit(await runTriage(workload, options)),
    );
}

interface Placed extends Diagnosis {
  readonly manifest?: ManifestPlace;
}

async function runTriage(workload: string | undefined, options: TriageOptions): Promise<number> {
  const format = oneOf("--format", options.format, FORMATS);
  if (!asksCluster(options))
    throw new UsageError("triage: name a cluster with --context NAME, or --in-cluster");
  return await withCluster(options, async ({ context, namespace: own, api, lists, signal }) => {
    const namespace = options.allNamespaces ? undefined : (options.namespace ?? own);
    const snapshot = await readSnapshot(api, lists, context, namespace, signal);
    const manifests = createManifestIndex(await readManifests(options.in ?? []));
    const found = triage(snapshot, {
      ...(namespace === undefined ? {} : { namespace }),
      ...(workload === undefined ? {} : { name: workload }),
      ...(options.clusterDns === undefined ? {} : { clusterDns: options.clusterDns }),
    }).map((diagnosis): Placed => {
      const { groupKind, namespace: where, name } = diagnosis.workload;
      const manifest = manifests.find(groupKind, where, name)?.place(diagnosis.path ?? ["metadata", "name"]);
      return manifest ? { ...diagnosis, manifest } : diagnosis;
    });
    const unseen = snapshot.unseen.map(({ groupKind, problem }) => ({
      what: groupKind,
      why: problem.message,
    }));
    await writeOutput(
      undefined,
      format === "json"
        ? `${JSON.stringify({ version: 1, context, diagnoses: found.map(oneBased), cannotSee: unseen }, null, 2)}\n`
        : text(found, unseen),
    );
    if (found.length > 0) return EXIT.found;
    // Without pods or events nothing was looked at: silence is no health.
    return snapshot.unseen.some(({ groupKind }) => groupKind === "Pod" || groupKind === "Event")
      ? EXIT.unknown
      : EXIT.ok;
  });
}

/** Lines and columns of reports begin with 1. */
function oneBased(diagnosis: Placed): object {
  const { manifest } = diagnosis;
  if (!manifest) return diagnosis;
  const shift = ({ line, column }: ManifestPlace["start"]) => ({ line: line + 1, column: column + 1 });
  return {
    ...diagnosis,
    manifest: { file: manifest.file, range: { start: shift(manifest.start), end: shift(manifest.end) } },
  };
}

function text(
  found: readonly Placed[],
  unseen: readonly { readonly what: string; readonly why: string }[],
): string {
  const style = styleFor(process.stdout);
  const blocks = found.map(({ workload, pattern, cause, evidence, commands, rules, manifest, pods }) =>
    [
      `${style("bold", `${workload.kind} ${workload.namespace}/${workload.name}`)}  ${style("block", pattern)}${pods.length > 1 ? `  (${pods.length} pods)` : ""}`,
      `  ${cause}`,
      ...evidence.map(({ object, place, text: words }) =>
        style("dim", `  ${object}, ${place}${words === "" ? "" : `: ${words}`}`),
      ),
      ...(manifest
        ? [
            `  in ${manifest.file}:${manifest.start.line + 1}:${manifest.start.column + 1}${rules.length > 0 ? ` (${rules.join(", ")})` : ""}`,
          ]
        : []),
      ...commands.map((command) => `  $ ${command}`),
    ].join("\n"),
  );
  const blind = unseen.map(({ what, why }) => `cannot see ${what}: ${why}`);
  const body = blocks.length > 0 ? blocks.join("\n\n") : "No failure is in sight";
  return `${[body, ...(blind.length > 0 ? ["", ...blind] : [])].join("\n")}\n`;
}
