import { Command } from "commander";
import { POLICY_SINCE } from "../../engine/export/admission-policy";
import { notExportedReason } from "../../engine/export/enforcement";
import { type Enforcement, exportPolicies } from "../../engine/export/export-policies";
import { manifestText } from "../../engine/export/manifest-text";
import type { Policy } from "../../engine/policy/policy";
import { ruleById } from "../../engine/rules/registry";
import { loadPolicies } from "../../workspace/policies";
import { EXIT } from "../exit-status";
import { oneOf } from "../one-of";
import { collect } from "../scan-paths";
import { readSelection, type SelectionOptions } from "../selection";
import { UsageError } from "../usage-error";
import { writeOutput } from "../write-output";

interface ExportOptions extends SelectionOptions {
  readonly config: string | boolean;
  readonly output?: string;
}

interface PolicyExportOptions extends ExportOptions {
  readonly enforcement?: string;
  readonly excludeNamespace?: readonly string[];
}

const ENFORCEMENTS: readonly Enforcement[] = ["audit", "warn", "deny"];

/** `rampart export`: what makes the cluster itself enforce the rules. */
export function exportCommand(exit: (status: number) => void): Command {
  return new Command("export")
    .description("write manifests by which the cluster itself enforces the rules")
    .addCommand(policyCommand(exit).exitOverride());
}

function policyCommand(exit: (status: number) => void): Command {
  return new Command("vap")
    .description("the rules as ValidatingAdmissionPolicies, with bindings by profile")
    .option("--profile <name>", "dev, prod, strict, pss-baseline, pss-restricted or one of the configuration")
    .option(
      "--enforcement <how>",
      `${ENFORCEMENTS.join(", ")}; default: deny where the profile blocks anything, else warn`,
    )
    .option("--exclude-namespace <name>", "leave these namespaces alone, beside those of the system", collect)
    .option("--kubernetes-version <version>", "the version of the cluster, such as 1.33")
    .option("--rule <id>", "export only these rules, also those that are off by default", collect)
    .option("--skip <id>", "leave these rules out", collect)
    .option("--layer <name>", "export only the rules of these layers", collect)
    .option("--standard <name>", "export only the rules of these standards", collect)
    .option("--config <file>", "use this configuration instead of .rampart.yaml")
    .option("--no-config", "use no configuration")
    .option("--output <file>", "write the manifests to a file")
    .action(async (options: PolicyExportOptions) => exit(await runPolicies(options)));
}

async function runPolicies(options: PolicyExportOptions): Promise<number> {
  const policy = await readPolicy(options);
  const enforcement =
    options.enforcement === undefined ? undefined : oneOf("--enforcement", options.enforcement, ENFORCEMENTS);
  for (const id of options.rule ?? []) {
    const rule = ruleById(id);
    const reason = rule && notExportedReason(rule);
    if (reason) throw new UsageError(`--rule ${id}: it cannot be exported: ${reason}`);
  }
  const minor = policy.options.kubernetesVersion;
  if (minor < POLICY_SINCE)
    throw new UsageError(
      `export vap: Kubernetes 1.${minor} does not serve admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy; it needs 1.${POLICY_SINCE} or newer`,
    );
  const manifests = exportPolicies({
    policy,
    ...(enforcement ? { enforcement } : {}),
    ...(options.excludeNamespace ? { excludedNamespaces: options.excludeNamespace } : {}),
  });
  if (manifests.length === 0) throw new UsageError("export vap: none of the chosen rules can be exported");
  const count = manifests.filter(({ kind }) => kind === "ValidatingAdmissionPolicy").length;
  await writeOutput(
    options.output,
    manifestText(manifests, [
      `${count} rules of Rampart, profile ${policy.profile.name}, for Kubernetes 1.${minor}.`,
      "Apply with: kubectl apply --server-side --filename=FILE",
      "Begin with --enforcement audit, go on with warn, and deny last; docs/enforcement.md says why.",
    ]),
  );
  return EXIT.ok;
}

async function readPolicy(options: ExportOptions): Promise<Policy> {
  const { fallback, problems } = await loadPolicies([], {
    cwd: process.cwd(),
    selection: readSelection(options),
    ...(typeof options.config === "string" ? { configFile: options.config } : {}),
    ...(options.config === false ? { ignoreConfiguration: true } : {}),
  });
  const [problem] = problems;
  if (problem) throw new UsageError(`${problem.file}:${problem.start.line + 1}: ${problem.message}`);
  return fallback;
}
