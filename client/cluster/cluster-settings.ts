import { workspace } from "vscode";

/**
 * A setting that names a program or a credential file, as the user set it. What a workspace or folder says is never
 * read, whatever VS Code lets through: it would be a way to run code.
 */
export function userSetting(name: "kubectlPath" | "kubeconfig"): string {
  const value: unknown = workspace.getConfiguration("rampart").inspect(name)?.globalValue;
  return typeof value === "string" ? value.trim() : "";
}
