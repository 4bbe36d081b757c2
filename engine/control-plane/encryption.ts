import type { JsonObject, Path } from "../json";
import { hasMap, mapsAt, stringAt, stringsAt } from "../kubernetes/fields";

/** The providers that an EncryptionConfiguration may name. */
export const ENCRYPTION_PROVIDERS = ["kms", "secretbox", "aesgcm", "aescbc", "identity"] as const;

/** One of the providers. */
export type EncryptionProviderName = (typeof ENCRYPTION_PROVIDERS)[number];

/** A provider as it is written. */
export interface EncryptionProvider {
  readonly name: EncryptionProviderName;
  readonly path: Path;
  readonly settings: JsonObject;
}

/** An entry of an EncryptionConfiguration: what it is about and the providers in order; the first writes. */
export interface EncryptionEntry {
  readonly path: Path;
  readonly resources: readonly string[];
  readonly providers: readonly EncryptionProvider[];
}

/** The entries of an EncryptionConfiguration. */
export function encryptionEntries(object: JsonObject): EncryptionEntry[] {
  return mapsAt(object, "resources").map(({ index, value }) => {
    const path = ["resources", index];
    return {
      path,
      resources: stringsAt(value, "resources"),
      providers: mapsAt(value, "providers").flatMap((provider): EncryptionProvider[] =>
        ENCRYPTION_PROVIDERS.filter((name) => provider.value[name] !== undefined).map((name) => ({
          name,
          path: [...path, "providers", provider.index, name],
          settings: hasMap(provider.value, name) ? (provider.value[name] as JsonObject) : {},
        })),
      ),
    };
  });
}

/** Whether an entry covers Secrets. Patterns: `secrets`, `*.` (the core group), `*.*` (everything). */
export function coversSecrets({ resources }: EncryptionEntry): boolean {
  return resources.some((resource) => /^(secrets\.?|\*\.|\*\.\*)$/.test(resource));
}

/** The version of a `kms` provider: v1 unless it says otherwise. */
export function kmsVersion({ settings }: EncryptionProvider): string {
  return stringAt(settings, "apiVersion") ?? "v1";
}
