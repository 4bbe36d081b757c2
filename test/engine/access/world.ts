import { type AccessWorld, type AccessWorldOptions, createAccessWorld } from "../../../engine/access";
import { analyzeFile, readManifestFile } from "../../../engine/analyze-file";
import { DEFAULT_OPTIONS } from "../../../engine/rules/rule";

/** The world of a text of manifests. */
export function worldOf(text: string, options: AccessWorldOptions = {}): AccessWorld {
  const { facts } = analyzeFile(readManifestFile("rbac.yaml", text), DEFAULT_OPTIONS, () => false);
  return createAccessWorld(facts, options);
}

/** One policy rule of a test, in flow style. */
export function rule(fields: Readonly<Record<string, readonly string[]>>): string {
  return `  - ${JSON.stringify(fields)}`;
}

const head = (kind: string, name: string, namespace?: string) =>
  `---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata:\n  name: "${name}"\n${namespace === undefined ? "" : `  namespace: ${namespace}\n`}`;

/** A Role (with namespace) or ClusterRole of these policy rules. */
export function roleText(name: string, namespace: string | undefined, ...rules: readonly string[]): string {
  return `${head(namespace === undefined ? "ClusterRole" : "Role", name, namespace)}rules:\n${rules.join("\n")}\n`;
}

/** A RoleBinding (with namespace) or ClusterRoleBinding to a ClusterRole, or with `Role/` before the name to a Role. */
export function bindingText(
  name: string,
  namespace: string | undefined,
  role: string,
  ...subjects: readonly string[]
): string {
  const ofRole = role.startsWith("Role/");
  return `${head(namespace === undefined ? "ClusterRoleBinding" : "RoleBinding", name, namespace)}roleRef:\n  kind: ${ofRole ? "Role" : "ClusterRole"}\n  name: "${role.replace("Role/", "")}"\nsubjects:\n${subjects.map((each) => `  - ${each}`).join("\n")}\n`;
}
