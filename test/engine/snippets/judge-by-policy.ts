import { analyzeFile, readManifestFile } from "../../../engine/analyze-file";
import { analyzeScope } from "../../../engine/analyze-scope";
import { createInventory } from "../../../engine/inventory/inventory";
import type { Policy } from "../../../engine/policy/policy";

/**
 * Judges a text, as a scope of its own, by every rule of a policy; returns a line for each finding.
 *
 * @param closed whether the text is all that there is, so that what it refers to has to be in it
 */
export function judgeByPolicy(policy: Policy, text: string, closed: boolean): string[] {
  const isEnabled = policy.isEnabled.bind(policy);
  const { findings, facts } = analyzeFile(readManifestFile("manifest.yaml", text), policy.options, isEnabled);
  const scoped = analyzeScope(createInventory("", closed, facts), policy.options, isEnabled);
  return [...findings, ...scoped.map(({ finding }) => finding)].map(
    ({ rule, resource, path, message }) =>
      `${rule} ${resource?.kind}/${resource?.name} ${path.join(".")}: ${message}`,
  );
}
