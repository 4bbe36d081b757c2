import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";

/** What a kubeconfig file says beyond the running server. */
export interface KubeconfigContents {
  /** The `user` entry as kubectl reads it: `{ token }`, `{ "client-certificate-data": … }`, `{ exec: … }` and so on. */
  readonly user: object;
  /** Default: the running API server. */
  readonly server?: string;
  /** PEM; default: the authority that signed the API server's certificate. */
  readonly authority?: string;
  /** The context's namespace; default: none is set. */
  readonly namespace?: string;
}

/**
 * Writes `<name>.yaml` with one context of that name, current, and returns its path.
 * @param folder made if it is missing
 */
export async function writeKubeconfigFile(
  folder: string,
  name: string,
  contents: Required<Omit<KubeconfigContents, "namespace">> & Pick<KubeconfigContents, "namespace">,
): Promise<string> {
  const path = join(folder, `${name}.yaml`);
  const text = stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [
      {
        name: "control-plane",
        cluster: {
          server: contents.server,
          "certificate-authority-data": Buffer.from(contents.authority).toString("base64"),
        },
      },
    ],
    users: [{ name, user: contents.user }],
    contexts: [
      {
        name,
        context: {
          cluster: "control-plane",
          user: name,
          ...(contents.namespace !== undefined && { namespace: contents.namespace }),
        },
      },
    ],
  });
  await mkdir(folder, { recursive: true });
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

/** An exec credential plug-in on disk. */
export interface ExecPlugin {
  /** Absolute path of the script. */
  readonly script: string;
  /** A file that gets a line each time the script runs; it does not exist before. */
  readonly calls: string;
  /** The kubeconfig's user entry that runs it. */
  readonly user: object;
}

/** Writes a three-line shell script that answers with the token, as `client.authentication.k8s.io/v1` asks. */
export async function writeExecPlugin(folder: string, token: string): Promise<ExecPlugin> {
  const script = join(folder, "credential-plugin.sh");
  const credential = JSON.stringify({
    apiVersion: "client.authentication.k8s.io/v1",
    kind: "ExecCredential",
    status: { token },
  });
  await mkdir(folder, { recursive: true });
  await writeFile(script, `#!/bin/sh\necho called >> "$0.calls"\necho '${credential}'\n`);
  await chmod(script, 0o700);
  return {
    script,
    calls: `${script}.calls`,
    user: {
      exec: {
        apiVersion: "client.authentication.k8s.io/v1",
        command: script,
        interactiveMode: "Never",
      },
    },
  };
}
