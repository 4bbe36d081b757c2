/** A manifest of a RoleBinding (in namespace shop) or ClusterRoleBinding; subjects as flow maps. */
export function binding(
  kind: "RoleBinding" | "ClusterRoleBinding",
  role: string,
  ...subjects: readonly string[]
): string {
  const [roleKind = "", roleName = ""] = role.split(" ");
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata:
  name: tester
${kind === "RoleBinding" ? "  namespace: shop\n" : ""}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ${roleKind}
  name: ${roleName}
subjects:
${subjects.map((subject) => `  - ${subject}`).join("\n")}
`;
}

/** A ServiceAccount of namespace shop as a subject. */
export const account = (name: string, namespace = "shop") =>
  `{kind: ServiceAccount, name: ${name}, namespace: ${namespace}}`;

/** A user or group as a subject. */
export const subject = (kind: "User" | "Group", name: string) =>
  `{kind: ${kind}, name: "${name}", apiGroup: rbac.authorization.k8s.io}`;
