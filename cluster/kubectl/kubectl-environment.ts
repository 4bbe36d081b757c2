import { delimiter } from "node:path";

/** Variables that make kubectl run other programs or other commands than we say. */
const SCRUBBED = [
  "KUBECTL_EXTERNAL_DIFF",
  "KUBECTL_PLUGINS_PATH",
  "KUBE_EDITOR",
  "EDITOR",
  "VISUAL",
  "KUBERC",
];

/**
 * The environment kubectl runs in: the given one, without what changes the meaning of its arguments, and with exactly
 * these kubeconfig files.
 */
export function kubectlEnvironment(
  base: Readonly<NodeJS.ProcessEnv>,
  kubeconfigFiles: readonly string[],
): NodeJS.ProcessEnv {
  const kept = Object.entries(base).filter(([name]) => !SCRUBBED.includes(name.toUpperCase()));
  return { ...Object.fromEntries(kept), KUBECONFIG: kubeconfigFiles.join(delimiter) };
}
