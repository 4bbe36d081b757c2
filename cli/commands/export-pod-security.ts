import { Command } from "commander";
import { readManifestFile } from "../../engine/analyze-file";
import {
  type LocatedResource,
  namespaceLevels,
  namespaceLevelsText,
  withoutNamespace,
} from "../../engine/export/pod-security-labels";
import { findFiles } from "../../workspace/find-files";
import { readManifest } from "../../workspace/read-file";
import { EXIT } from "../exit-status";
import { type PolicyOptions, readPolicy } from "../read-policy";
import { nameOf } from "../scan-paths";
import { UsageError } from "../usage-error";
import { writeOutput } from "../write-output";

interface ExportPodSecurityOptions extends PolicyOptions {
  readonly namespace?: string;
  readonly output?: string;
}

/** `rampart export psa`: the Pod Security labels that the workloads of each namespace pass. */
export function exportPodSecurityCommand(exit: (status: number) => void): Command {
  return new Command("psa")
    .description("the Pod Security labels of each namespace that its workloads in sight pass")
    .argument("[path...]", "files, folders or globs", ["."])
    .option("--profile <name>", "one that blocks enforces what passes; another baseline at most")
    .option("--namespace <name>", "the namespace of workloads that name none")
    .option("--kubernetes-version <version>", "the version whose standards are meant, such as 1.33")
    .option("--config <file>", "use this configuration instead of .rampart.yaml")
    .option("--no-config", "use no configuration")
    .option("--output <file>", "write the manifests to a file")
    .action(async (paths: string[], options: ExportPodSecurityOptions) =>
      exit(await runExport(paths, options)),
    );
}

async function runExport(paths: readonly string[], options: ExportPodSecurityOptions): Promise<number> {
  const policy = await readPolicy(options);
  const located = await readResources(paths);
  const { namespace, output } = options;
  const levels = namespaceLevels(located, {
    kubernetesVersion: policy.options.kubernetesVersion,
    blocks: Object.values(policy.profile.levels).includes("block"),
    ...(namespace === undefined ? {} : { namespace }),
  });
  const left = namespace === undefined ? withoutNamespace(located) : [];
  if (left.length > 0)
    process.stderr.write(
      `rampart: ${left.length} ${left.length === 1 ? "workload names" : "workloads name"} no namespace and ${left.length === 1 ? "is" : "are"} left out, such as ${left[0]?.resource.kind} "${left[0]?.resource.name ?? "?"}" in ${left[0]?.file}; --namespace NAME says where they run\n`,
    );
  if (levels.length === 0) throw new UsageError("export psa: no namespace is in sight");
  await writeOutput(
    output,
    namespaceLevelsText(levels, [
      `Pod Security labels, profile ${policy.profile.name}, for Kubernetes 1.${policy.options.kubernetesVersion}.`,
      "Apply with: kubectl apply --server-side --filename=FILE",
    ]),
  );
  return EXIT.ok;
}

async function readResources(paths: readonly string[]): Promise<LocatedResource[]> {
  const { files, errors } = await findFiles(paths, { cwd: process.cwd() });
  const [error] = errors;
  if (error) throw new UsageError(`${nameOf(error.path)}: ${error.message}`);
  const located: LocatedResource[] = [];
  for (const { path, explicit } of files) {
    const file = nameOf(path);
    const result = await readManifest(path);
    if ("error" in result && explicit) throw new UsageError(`${file}: ${result.error}`);
    if (!("text" in result)) continue;
    for (const document of readManifestFile(file, result.text).documents)
      if (document.class === "resources")
        located.push(...document.resources.map((resource) => ({ resource, file })));
  }
  return located;
}
