import { Command } from "commander";
import { exportPodSecurityCommand } from "./export-pod-security";
import { exportPoliciesCommand } from "./export-policies";

/** `rampart export`: what makes the cluster itself enforce the rules. */
export function exportCommand(exit: (status: number) => void): Command {
  return new Command("export")
    .description("write manifests by which the cluster itself enforces the rules")
    .addCommand(exportPoliciesCommand(exit).exitOverride())
    .addCommand(exportPodSecurityCommand(exit).exitOverride());
}
