/*
 * Writes engine/kubernetes/field-types.generated.json from the OpenAPI document of Kubernetes.
 *
 *   node scripts/generate-field-types.mjs <kubernetes>/api/openapi-spec/swagger.json
 *
 * The table is read by engine/kubernetes/field-types.ts, which documents its form.
 */
import { readFileSync, writeFileSync } from "node:fs";

const [source] = process.argv.slice(2);
if (!source) {
  console.error("usage: generate-field-types.mjs <swagger.json>");
  process.exit(2);
}
const { definitions } = JSON.parse(readFileSync(source, "utf8"));

/** Fields that no manifest carries. */
const LEFT_OUT = new Set(["status", "managedFields", "selfLink"]);

const short = (name) =>
  name
    .replace(/^io\.k8s\.(kube-aggregator|apiextensions-apiserver)\.pkg\.apis\./, "")
    .replace(/^io\.k8s\.apimachinery\.pkg\.(apis|api|util|runtime)\./, "")
    .replace(/^io\.k8s\.apimachinery\.pkg\./, "")
    .replace(/^io\.k8s\.api\./, "");

const types = {};
const kinds = {};

function typeOf(schema) {
  if (schema.$ref) return refOf(schema.$ref.slice("#/definitions/".length));
  if (schema.type === "array") return `[${typeOf(schema.items ?? {})}`;
  if (schema.type === "object")
    return schema.additionalProperties ? `{${typeOf(schema.additionalProperties)}` : "{*";
  if (schema.type === "boolean") return "b";
  if (schema.type === "integer") return "i";
  if (schema.type === "number") return "n";
  if (schema.type === "string") return schema.format === "int-or-string" ? "x" : "s";
  return "*";
}

function refOf(name) {
  const definition = definitions[name];
  if (name.endsWith(".Quantity")) return "q";
  if (name.endsWith(".JSONSchemaProps") || name.endsWith(".RawExtension")) return "*";
  if (!definition?.properties) return definition?.type ? typeOf(definition) : "*";
  const key = short(name);
  if (!(key in types)) {
    types[key] = {};
    for (const [field, schema] of Object.entries(definition.properties))
      if (!LEFT_OUT.has(field)) types[key][field] = typeOf(schema);
  }
  return `@${key}`;
}

for (const [name, definition] of Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1))) {
  const identities = definition["x-kubernetes-group-version-kind"] ?? [];
  if (identities.length !== 1 || !definition.properties?.metadata || name.endsWith("List")) continue;
  const [{ group, version, kind }] = identities;
  kinds[`${group ? `${group}/` : ""}${version} ${kind}`] = refOf(name).slice(1);
}

const target = new URL("../engine/kubernetes/field-types.generated.json", import.meta.url);
writeFileSync(target, `${JSON.stringify({ kinds, types })}\n`);
console.log(`${Object.keys(kinds).length} kinds, ${Object.keys(types).length} types`);
