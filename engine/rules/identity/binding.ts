import { mapsAt, stringAt } from "../../kubernetes/fields";
import type { Resource } from "../../kubernetes/resource";

/** The kinds that bind roles to subjects. */
export const BINDING_KINDS = [
  "rbac.authorization.k8s.io/RoleBinding",
  "rbac.authorization.k8s.io/ClusterRoleBinding",
];

/** A subject of a binding, with its place in the list as written. */
export interface BoundSubject {
  readonly index: number;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** The subjects of a binding that have a kind and a name. */
export function subjectsOf({ object }: Resource): BoundSubject[] {
  return mapsAt(object, "subjects").flatMap(({ index, value }) => {
    const kind = stringAt(value, "kind");
    const name = stringAt(value, "name");
    return kind && name ? [{ index, kind, name, namespace: stringAt(value, "namespace") }] : [];
  });
}

/** The name of the role that a binding refers to, or `undefined`. */
export function roleNameOf({ object }: Resource): string | undefined {
  return stringAt(object, "roleRef", "name");
}

/** `ClusterRole "view"`. */
export function describeRoleRef({ object }: Resource): string {
  return `${stringAt(object, "roleRef", "kind") ?? "role"} "${stringAt(object, "roleRef", "name") ?? ""}"`;
}

/** How a message names a binding. */
export function describeBinding({ kind, name }: Resource): string {
  return name ? `${kind} "${name}"` : kind;
}

/** Whether the API server makes this binding itself. */
export function isBootstrapBinding({ name, labels }: Resource): boolean {
  return labels["kubernetes.io/bootstrapping"] === "rbac-defaults" || (name?.startsWith("system:") ?? false);
}

/** Groups and users that stand for everybody, or for those who bypass RBAC; a rule of its own reports each. */
export const BROAD_SUBJECTS: ReadonlySet<string> = new Set([
  "system:anonymous",
  "system:unauthenticated",
  "system:authenticated",
  "system:serviceaccounts",
  "system:masters",
]);
