import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { PROVIDER_CLASS, type ProviderObject, providerOf, readProviderObjects } from "./provider-class";

/** Values that a field may have, by provider and field. Source: the providers' own documentation. */
const CHOICES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  azure: {
    objectType: ["secret", "key", "cert"],
    objectFormat: ["pem", "pfx"],
    objectEncoding: ["utf-8", "hex", "base64"],
  },
  aws: { objectType: ["secretsmanager", "ssmparameter"] },
};

/** Points inside the embedded YAML. */
export const providerClassObjects = defineResourceRule({
  id: "secrets/provider-class-objects",
  title: "Object list of a SecretProviderClass cannot be read",
  severity: "medium",
  why: "The provider refuses the whole list for one wrong item: no pod that mounts the class starts.",
  remediation: "Give each object its name and type, and each file a name of its own.",
  standards: { owasp: ["K08"] },
  controls: ["secretproviderclass-content-secretobjects-sync-usepodidentity-objects-csi-volume-not-readonly"],
  since: "0.1.0",
  appliesTo: [PROVIDER_CLASS],
  check({ resource, report }) {
    const provider = providerOf(resource.object);
    const text = provider && stringAt(resource.object, "spec", "parameters", provider.list);
    if (!provider || !text || text.length > 200_000) return;
    const path = ["spec", "parameters", provider.list];
    const { objects, problems } = readProviderObjects(provider.name, text);
    for (const { message, span } of problems) report({ path, span, message: `${provider.list} ${message}` });
    const seen = new Set<string>();
    for (const each of objects) {
      for (const { field, message } of faultsOf(provider.name, each))
        report({ path, span: each.spanOf(field), message });
      const { fileName } = each;
      if (fileName === undefined) continue;
      if (seen.has(fileName))
        report({
          path,
          span: each.spanOf(each.fields.objectAlias === undefined ? "objectName" : "objectAlias"),
          message: `two objects are written to the file "${fileName}"; give one an alias`,
        });
      seen.add(fileName);
    }
  },
});

interface Fault {
  readonly field: string;
  readonly message: string;
}

function faultsOf(provider: string, { fields }: ProviderObject): Fault[] {
  if (provider === "gcp") return faultsOfGcp(fields);
  const faults: Fault[] = [];
  const name = stringAt(fields, "objectName");
  if (!name) faults.push({ field: "objectName", message: "an object has no objectName" });
  const needsType = provider === "azure" || (provider === "aws" && !name?.startsWith("arn:"));
  if (name && needsType && fields.objectType === undefined)
    faults.push({ field: "objectType", message: `object "${name}" has no objectType` });
  for (const [field, choices] of Object.entries(CHOICES[provider] ?? {})) {
    const value = stringAt(fields, field);
    if (value !== undefined && value !== "" && !choices.includes(value))
      faults.push({ field, message: `${field} "${value}" is none of ${choices.join(", ")}` });
  }
  return faults;
}

function faultsOfGcp(fields: ProviderObject["fields"]): Fault[] {
  const name = stringAt(fields, "resourceName");
  if (!name) return [{ field: "resourceName", message: "a secret has no resourceName" }];
  const faults: Fault[] = [];
  if (!/^projects\/[^/]+\/(?:locations\/[^/]+\/)?secrets\/[^/]+\/versions\/[^/]+$/.test(name))
    faults.push({
      field: "resourceName",
      message: `resourceName "${name}" is not of the form projects/…/secrets/…/versions/…`,
    });
  if (!stringAt(fields, "fileName") && !stringAt(fields, "path"))
    faults.push({ field: "fileName", message: `secret "${name}" has no fileName` });
  return faults;
}
