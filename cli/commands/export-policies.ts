import { Command } from "commander";
import { notExportedReason } from "../../engine/export/enforcement";
import { ENFORCEMENTS, exportPolicies } from "../../engine/export/export-policies";
import { manifestText } from "../../engine/export/manifest-text";
import { POLICY_SINCE } from "../../engine/kubernetes/policy-since";
import { counted } from "../../engine/report/counted";
import { ruleById } from "../../engine/rules/registry";
import { EXIT } from "../exit-status";
import { oneOf } from "../one-of";
import { type PolicyOptions, readPolicy } from "../read-policy";
import { collect } from "../scan-paths";
import { UsageError } from "../usage-error";
import { writeOutput } from "../write-output";

interface ExportPoliciesOptions extends PolicyOptions {
  readonly enforcement?: string;
  readonly excludeNamespace?: readonly string[];
  readonly output?: string;
}

/** `rampart export vap`: the rules as ValidatingAdmissionPolicies. */
export function exportPoliciesCommand(exit: (status: number) => void): Command {
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
    .action(async (options: ExportPoliciesOptions) => exit(await runExport(options)));
}

async function runExport(options: ExportPoliciesOptions): Promise<number> {
  const policy = await readPolicy(options);
  for (const id of options.rule ?? []) {
    const rule = ruleById(id);
    const reason = rule && notExportedReason(rule);
    if (reason) throw new UsageError(`--rule ${id}: it cannot be exported: ${reason}`);
  }
  const minor = policy.options.kubernetesVersion;
  if (minor < POLICY_SINCE)
    throw new UsageError(
      `export vap: Kubernetes 1.${minor} does not serve ValidatingAdmissionPolicy of admissionregistration.k8s.io/v1; it needs 1.${POLICY_SINCE} or newer`,
    );
  const { enforcement, excludeNamespace } = options;
  const manifests = exportPolicies({
    policy,
    ...(enforcement === undefined ? {} : { enforcement: oneOf("--enforcement", enforcement, ENFORCEMENTS) }),
    ...(excludeNamespace ? { excludedNamespaces: excludeNamespace } : {}),
  });
  if (manifests.length === 0) throw new UsageError("export vap: none of the chosen rules can be exported");
  const count = manifests.filter(({ kind }) => kind === "ValidatingAdmissionPolicy").length;
  await writeOutput(
    options.output,
    manifestText(manifests, [
      `${counted(count, "rule")} of Rampart as admission ${count === 1 ? "policy" : "policies"}, profile ${policy.profile.name}, for Kubernetes 1.${minor}.`,
      "Apply with: kubectl apply --server-side --filename=FILE",
      "Begin with --enforcement audit, go on with warn, and deny last; docs/enforcement.md says why.",
    ]),
  );
  return EXIT.ok;
}
