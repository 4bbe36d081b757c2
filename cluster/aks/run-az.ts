import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";

/** Which cluster `az` is asked about. */
export interface AzRequest {
  readonly group: string;
  readonly cluster: string;
  /** The variable `PATH`; relative entries are not searched. */
  readonly path: string | undefined;
}

/** Names of resource groups and clusters; such a name cannot be a flag. Source: Azure resource naming rules. */
const NAME = /^[A-Za-z0-9_(][A-Za-z0-9_.()-]{0,88}[A-Za-z0-9_()-]?$/;
const TIMEOUT_MS = 60_000;

/** What `az` has said, or why it has said nothing, in one line. */
export type AzAnswer = { readonly text: string } | { readonly problem: string };

/** Runs `az aks show` as the user is logged in: it reads, and asks for no credential of the cluster. Never throws. */
export async function runAzAksShow({ group, cluster, path }: AzRequest): Promise<AzAnswer> {
  if (!NAME.test(group) || !NAME.test(cluster)) return { problem: "these are no names of Azure resources" };
  return await runAz(path, ["aks", "show", `--resource-group=${group}`, `--name=${cluster}`]);
}

/** Identifiers of Azure's resources. Source: Azure Resource Manager. */
const RESOURCE_ID = /^\/subscriptions\/[A-Za-z0-9_.()/-]{1,2000}$/;

/** Runs `az network vnet subnet show`: which network security group a subnet has. Never throws. */
export async function runAzSubnetShow(id: string, path: string | undefined): Promise<AzAnswer> {
  if (!RESOURCE_ID.test(id)) return { problem: "this is no id of an Azure resource" };
  return await runAz(path, ["network", "vnet", "subnet", "show", `--ids=${id}`]);
}

/** Runs `az monitor diagnostic-settings list`: which logs of a resource go somewhere. Never throws. */
export async function runAzDiagnostics(id: string, path: string | undefined): Promise<AzAnswer> {
  if (!RESOURCE_ID.test(id)) return { problem: "this is no id of an Azure resource" };
  return await runAz(path, ["monitor", "diagnostic-settings", "list", `--resource=${id}`]);
}

async function runAz(path: string | undefined, command: readonly string[]): Promise<AzAnswer> {
  const az = await findAz(path ?? "");
  if (az === undefined)
    return { problem: "az was not found: install it, or hand over its output with --aks" };
  return await new Promise((resolve) => {
    execFile(
      az,
      [...command, "--output=json", "--only-show-errors"],
      { cwd: homedir(), timeout: TIMEOUT_MS, maxBuffer: 16 * 1024 * 1024, windowsHide: true },
      (error, stdout, stderr) => {
        if (!error) resolve({ text: stdout });
        else resolve({ problem: lastLine(stderr) || `az ended with ${error.code ?? "a signal"}` });
      },
    );
  });
}

async function findAz(path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const candidate = join(folder, "az");
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

function lastLine(text: string): string {
  const line = text.trim().split("\n").at(-1) ?? "";
  return [...line.replace(/\p{Cc}+/gu, " ")].slice(0, 300).join("");
}
