/** Manifests of a scope, joined. */
export const scope = (...documents: readonly string[]): string => documents.join("---\n");

/** A Pod of namespace shop with more fields of its spec, each two spaces deep. */
export function pod(name: string, ...fields: readonly string[]): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
spec:
${fields.map((field) => `  ${field}\n`).join("")}  containers:
    - name: app
      image: registry.example/app:1.0.0
`;
}

/** A ServiceAccount of namespace shop. */
export function plainAccount(name: string, ...fields: readonly string[]): string {
  return `apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: shop
${fields.map((field) => `${field}\n`).join("")}`;
}
