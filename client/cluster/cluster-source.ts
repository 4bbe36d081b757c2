import { homedir } from "node:os";
import type * as ClusterModule from "../../cluster";
import type { KubeContext, Problem } from "../../cluster";
import { userSetting } from "./cluster-settings";

/** What this machine knows of clusters. Reading it contacts none. */
export type ClusterSource =
  | { readonly problem: Problem }
  | {
      readonly contexts: readonly KubeContext[];
      readonly currentContext: string | undefined;
      /** The kubeconfig files that were read, in order. */
      readonly files: readonly string[];
      /** Absolute path of kubectl; `undefined` where there is none, which is enough for certificates and tokens. */
      readonly kubectl: string | undefined;
      /** What could not be read of the kubeconfig, one line each. */
      readonly problems: readonly string[];
    };

/** Looks for kubectl and reads the kubeconfig; says what is missing. Settings of a workspace are not read. */
export async function readClusterSource(module: typeof ClusterModule): Promise<ClusterSource> {
  const kubectl = await module.findKubectl({ setting: userSetting("kubectlPath"), path: process.env.PATH });
  const places = module.kubeconfigFiles({
    setting: userSetting("kubeconfig"),
    variable: process.env.KUBECONFIG,
    home: homedir(),
  });
  const { files, contexts, currentContext, problems } = await module.readKubeconfig(places);
  if (files.length === 0) {
    const kind = problems.length > 0 ? "unreadable-kubeconfig" : "no-kubeconfig";
    return { problem: { kind, message: [...problems, ...places.paths].join("; ") } };
  }
  if (contexts.length === 0) return { problem: { kind: "no-contexts", message: files.join("; ") } };
  return { contexts, currentContext, files, kubectl, problems };
}
