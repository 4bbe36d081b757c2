import type { KubeContext } from "./kubeconfig/kubeconfig";

/** Words by which people mark what must not be played with, alone or as a part of a name. */
const PRODUCTION = /(^|[^a-z])(prod|prd|production|live)([^a-z]|$)/i;

/** Whether a context looks like production by the names it bears or by its server's. A guess, for a mark and a question. */
export function looksLikeProduction({ name, cluster, server, namespace }: KubeContext): boolean {
  return [name, cluster, hostOf(server), namespace].some((text) => PRODUCTION.test(text));
}

/** Whether the API server runs on this machine, where no budget protects anybody. */
export function isLoopback({ server }: Pick<KubeContext, "server">): boolean {
  return /^(127(\.\d+){3}|localhost|\[::1\])$/.test(hostOf(server));
}

function hostOf(server: string | undefined): string {
  return server !== undefined && URL.canParse(server) ? new URL(server).hostname : "";
}
