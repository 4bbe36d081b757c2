import { isObject, type JsonObject, type JsonValue } from "../../json";
import { stringAt } from "../../kubernetes/fields";
import { locate, locateInScalar, parseDocument, type Span, type YamlDocument } from "../../yaml";

/** The kind of the Secrets Store driver's class. */
export const PROVIDER_CLASS = "secrets-store.csi.x-k8s.io/SecretProviderClass";

/** What a provider of the Secrets Store driver reads. */
export interface Provider {
  readonly required: readonly (readonly string[])[];
  readonly optional: readonly string[];
  /** The parameter that lists what to fetch, as YAML in a string. */
  readonly list: "objects" | "secrets";
}

/*
 * Sources: the providers' own documentation (Azure Key Vault Provider, AWS Secrets and Configuration Provider, Google
 * Secret Manager provider, Vault CSI provider). An inner list holds names of which one is enough.
 */
const PROVIDERS: Readonly<Record<string, Provider>> = {
  azure: {
    required: [["keyvaultName"], ["tenantID", "tenantId"], ["objects"]],
    optional: [
      "clientID",
      "useVMManagedIdentity",
      "userAssignedIdentityID",
      "usePodIdentity",
      "cloudName",
      "cloudEnvFileName",
      "useAzureTokenProxy",
    ],
    list: "objects",
  },
  aws: {
    required: [["objects"]],
    optional: ["region", "failoverRegion", "pathTranslation", "usePodIdentity", "preferredAddressType"],
    list: "objects",
  },
  gcp: { required: [["secrets"]], optional: ["auth"], list: "secrets" },
  vault: {
    required: [["roleName"], ["objects"]],
    optional: [
      "vaultAddress",
      "vaultNamespace",
      "vaultAuthMountPath",
      "vaultKubernetesMountPath",
      "vaultCACertPath",
      "vaultCADirectory",
      "vaultTLSServerName",
      "vaultTLSClientCertPath",
      "vaultTLSClientKeyPath",
      "vaultSkipTLSVerify",
      "audience",
    ],
    list: "objects",
  },
};

/** The provider of a class by its name, or `undefined` where we do not know it. */
export function providerOf(object: JsonObject): (Provider & { readonly name: string }) | undefined {
  const name = stringAt(object, "spec", "provider");
  const provider = name !== undefined && Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
  return name !== undefined && provider ? { ...provider, name } : undefined;
}

/** An object that a class fetches, read from the YAML in its parameter. */
export interface ProviderObject {
  readonly fields: JsonObject;
  /** Where the value of a field stands in the parameter's text, or the item where it is missing. */
  spanOf(field: string): Span;
  /** The name of its file in the volume, by which `secretObjects` refer to it; `undefined` where it has none. */
  readonly fileName: string | undefined;
}

/** What the parameter of a class holds. */
export interface ProviderObjects {
  readonly objects: readonly ProviderObject[];
  /** Why the whole or an item could not be read, with its place in the text. */
  readonly problems: readonly { readonly message: string; readonly span: Span }[];
}

/**
 * Reads the list of objects: for azure a map with `array`, whose items are again YAML in strings; for the others a list
 * of maps. Templates are taken as unreadable without a problem.
 */
export function readProviderObjects(provider: string, text: string): ProviderObjects {
  const document = parseDocument(text);
  if (document.template) return { objects: [], problems: [] };
  const [problem] = document.problems;
  if (problem) return failed(`is no YAML: ${problem.message}`, problem);
  return provider === "azure" ? readAzure(document) : readList(document, provider);
}

function failed(message: string, { start, end }: Span): ProviderObjects {
  return { objects: [], problems: [{ message, span: { start, end } }] };
}

function readList(document: YamlDocument, provider: string): ProviderObjects {
  if (!Array.isArray(document.value)) return failed("is no list", locate(document, [], []));
  const objects: ProviderObject[] = [];
  const problems: { message: string; span: Span }[] = [];
  document.value.forEach((fields, index) => {
    const spanOf = (field: string) => spanIn(document, [index, field]);
    if (isObject(fields)) objects.push({ fields, spanOf, fileName: fileNameOf(provider, fields) });
    else
      problems.push({
        message: `has an item (${index + 1}) that is no map`,
        span: spanIn(document, [index]),
      });
  });
  return { objects, problems };
}

function readAzure(document: YamlDocument): ProviderObjects {
  const array = isObject(document.value) ? document.value.array : undefined;
  if (!Array.isArray(array)) return failed('has no list under "array"', locate(document, [], []));
  const objects: ProviderObject[] = [];
  const problems: { message: string; span: Span }[] = [];
  array.forEach((item, index) => {
    const path = ["array", index];
    const inner = typeof item === "string" ? parseDocument(item) : undefined;
    if (inner?.template) return;
    if (!inner || inner.problems.length > 0 || !isObject(inner.value)) {
      const why = isObject(item)
        ? "is a map where the provider reads YAML in a string (write |)"
        : "is no YAML map";
      problems.push({ message: `has an item (${index + 1}) that ${why}`, span: spanIn(document, path) });
      return;
    }
    const spanOf = (field: string) => {
      const { start, end } = locate(inner, [], [field]);
      return plain(locateInScalar(document, [], path, { start, end }));
    };
    objects.push({ fields: inner.value, spanOf, fileName: fileNameOf("azure", inner.value) });
  });
  return { objects, problems };
}

function spanIn(document: YamlDocument, path: (string | number)[]): Span {
  return plain(locate(document, [], path));
}

function plain({ start, end }: Span): Span {
  return { start, end };
}

function fileNameOf(
  provider: string,
  fields: Readonly<Record<string, JsonValue | undefined>>,
): string | undefined {
  const names = provider === "gcp" ? ["fileName", "path"] : ["objectAlias", "objectName"];
  return names.map((name) => fields[name]).find((value) => typeof value === "string" && value !== "") as
    | string
    | undefined;
}
