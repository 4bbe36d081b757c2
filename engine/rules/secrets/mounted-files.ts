import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import { isObject, type JsonObject } from "../../json";
import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { PROVIDER_CLASS, providerOf, readProviderObjects } from "./provider-class";

/** The files that a volume will hold, and what puts them there. */
export interface VolumeFiles {
  readonly fact: Fact;
  /** Where their names are written in the fact's resource. */
  readonly path: readonly (string | number)[];
  readonly files: readonly string[];
}

/**
 * The files of a volume that a SecretProviderClass, a Secret or a ConfigMap of the scope fills; `undefined` where the
 * manifests do not tell all of them.
 */
export function filesOfVolume(
  inventory: Inventory,
  namespace: string | undefined,
  volume: JsonObject,
): VolumeFiles | undefined {
  const className = stringAt(volume, "csi", "volumeAttributes", "secretProviderClass");
  if (stringAt(volume, "csi", "driver") === "secrets-store.csi.k8s.io" && className) {
    const fact = inventory.find(PROVIDER_CLASS, namespace, className);
    return fact && filesOfClass(fact);
  }
  for (const [kind, field, nameField] of [
    ["Secret", "secret", "secretName"],
    ["ConfigMap", "configMap", "name"],
  ] as const) {
    const name = stringAt(volume, field, nameField);
    const fact = name ? inventory.find(kind, namespace, name) : undefined;
    if (!fact) continue;
    const items = mapsAt(volume, field, "items").flatMap(({ value }) => stringAt(value, "path") ?? []);
    const files = items.length > 0 ? items : stringsAt(fact.data, "keys");
    // A Secret without any key is filled by somebody later.
    return files.length > 0 ? { fact, path: ["metadata", "name"], files } : undefined;
  }
  return undefined;
}

/** The files that a SecretProviderClass writes; `undefined` where its list cannot be read, or is not known to be whole. */
export function filesOfClass(fact: Fact): VolumeFiles | undefined {
  const object = isObject(fact.data) ? fact.data : {};
  const provider = providerOf(object);
  const text = provider && stringAt(object, "spec", "parameters", provider.list);
  if (!provider || !text) return undefined;
  const { objects, problems } = readProviderObjects(provider.name, text);
  if (objects.length === 0 || problems.length > 0) return undefined;
  const files = objects.flatMap(({ fields, fileName }) => [
    fileName,
    ...mapsAt(fields, "jmesPath").map(({ value }) => stringAt(value, "objectAlias")),
  ]);
  // Versions become a folder, and an ARN gives no name that one could tell.
  const isPlain = objects.every(
    ({ fields, fileName }) =>
      fields.objectVersionHistory === undefined && fileName !== undefined && !fileName.startsWith("arn:"),
  );
  if (!isPlain) return undefined;
  const separator = stringAt(object, "spec", "parameters", "pathTranslation") ?? "_";
  const translate = (file: string) =>
    provider.name === "aws" && separator !== "False" ? file.replaceAll("/", separator) : file;
  return {
    fact,
    path: ["spec", "parameters", provider.list],
    files: files.flatMap((file) => (file === undefined ? [] : [translate(file)])),
  };
}
