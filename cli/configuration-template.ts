import { formatKubernetesVersion, NEWEST_MINOR } from "../engine/kubernetes/kubernetes-version";
import { inventoryText } from "../engine/policy/ingress-inventory";
import type { Survey } from "../workspace/survey";

/** A commented `.rampart.yaml` for what a survey found. What is only a suggestion is commented out. */
export function configurationTemplate({ environments, registries, exposed }: Survey): string {
  const sections = [
    "# Configuration of Rampart. Every key is optional; the nearest file wins. Globs are relative to this file.",
    `# The version of Kubernetes that these manifests run on.\nkubernetesVersion: "${formatKubernetesVersion(NEWEST_MINOR)}"`,
    "# How findings count: prod blocks on critical and high; dev only warns; strict blocks on everything.\nprofile: prod",
    environmentsSection(environments),
    registries.length > 0
      ? `# Images may come from these registries alone; anything else is a finding.\ntrustedRegistries:\n${list(registries)}`
      : "# Images may come from these registries alone; anything else is a finding.\n# trustedRegistries:\n#   - registry.example",
    exposed.size > 0
      ? `# What is meant to be reachable from outside; any other host or path is a finding.\n${inventoryText(exposed)}`.trimEnd()
      : "# What is meant to be reachable from outside; any other host or path is a finding.\n# ingress:\n#   - host: www.example.com",
    "# Folders that are deployed as a whole (a kustomization is one by itself): rules about what is missing run there.\n# scopes:\n#   - deploy/shop",
    "# Switch rules on or off, or change the level of their findings.\n# rules:\n#   image/digest: warn",
    '# Findings that are accepted, each with somebody who answers for it until a date.\n# waivers:\n#   - rule: workload/host-network\n#     resource: DaemonSet/node-exporter\n#     owner: platform-team\n#     reason: reads the node\'s network counters\n#     expires: "2027-06-30"',
  ];
  return `${sections.join("\n\n")}\n`;
}

function environmentsSection(environments: Survey["environments"]): string {
  const head = "# Which files belong to which environment: dev warns, prod blocks.";
  if (environments.length === 0) {
    return `${head}\n# environments:\n#   prod:\n#     paths: ["overlays/prod/**"]\n#     profile: prod`;
  }
  const entries = environments.map(
    ({ name, paths }) =>
      `  ${name}:\n    paths:\n${paths.map((path) => `      - ${JSON.stringify(path)}\n`).join("")}    profile: ${name === "dev" ? "dev" : "prod"}`,
  );
  return `${head}\nenvironments:\n${entries.join("\n")}`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `  - ${item}`).join("\n");
}
