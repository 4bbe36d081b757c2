import type { KubeContext } from "../kubeconfig/kubeconfig";
import type { Transport } from "./transport";

/** How calls to a context will most likely travel, told without reading a credential: by how its user logs in. */
export function expectedRoute({ login }: Pick<KubeContext, "login">): Transport["kind"] {
  if (login !== "exec" && login !== "auth-provider") return "direct";
  return process.platform === "win32" ? "kubectl" : "kubectl proxy";
}
