import type { ControlPlane } from "./control-plane";

const group = "rbac.authorization.k8s.io";
const kinds = [
  ["ClusterRole", "clusterroles"],
  ["ClusterRoleBinding", "clusterrolebindings"],
  ["Role", "roles"],
  ["RoleBinding", "rolebindings"],
] as const;

interface RbacObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: object;
  };
  readonly aggregationRule?: object;
  readonly rules?: readonly object[] | null;
  readonly subjects?: readonly object[];
  readonly roleRef?: object;
}

/** What a manifest would say: nothing that the API server writes by itself, nothing that is empty. */
function asManifest(kind: string, object: RbacObject): object {
  const { name, namespace, labels } = object.metadata;
  return {
    apiVersion: `${group}/v1`,
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }), ...(labels && { labels }) },
    ...(object.aggregationRule && { aggregationRule: object.aggregationRule }),
    ...(object.rules?.length && { rules: object.rules }),
    ...(object.subjects && { subjects: object.subjects }),
    ...(object.roleRef && { roleRef: object.roleRef }),
  };
}

/**
 * The RBAC objects that a fresh API server makes, as JSON text: `{ kubernetesVersion, items }`, one manifest a
 * line, sorted by kind, namespace and name.
 * @param cluster started without a controller manager, so that aggregated roles show no collected rules
 */
export async function dumpDefaultRbac(cluster: ControlPlane): Promise<string> {
  const version = await cluster.request("GET", "/version");
  const lines: string[] = [];
  for (const [kind, resource] of kinds) {
    const { status, body } = await cluster.request("GET", `/apis/${group}/v1/${resource}`);
    if (status !== 200) {
      throw new Error(`${resource} cannot be listed: ${JSON.stringify(body)}`);
    }
    const sortKey = ({ metadata }: RbacObject): string => `${metadata.namespace ?? ""}/${metadata.name}`;
    const objects: RbacObject[] = body.items;
    const sorted = objects.toSorted((left, right) => (sortKey(left) < sortKey(right) ? -1 : 1));
    lines.push(...sorted.map((object) => `    ${JSON.stringify(asManifest(kind, object))}`));
  }
  const kubernetesVersion = String(version.body.gitVersion).replace(/^v/, "");
  return `{\n  "kubernetesVersion": ${JSON.stringify(kubernetesVersion)},\n  "items": [\n${lines.join(",\n")}\n  ]\n}\n`;
}
