import type { Rule } from "../rule";
import { committedSecret } from "./committed-secret";
import { csiVolumeReadOnly } from "./csi-volume-read-only";
import { externalSecretPrefix } from "./external-secret-prefix";
import { externalSecretRefresh } from "./external-secret-refresh";
import { literalInAnnotation } from "./literal-in-annotation";
import { literalInArgs } from "./literal-in-args";
import { literalInConfigMap } from "./literal-in-config-map";
import { literalInEnv } from "./literal-in-env";
import { literalInEnvFile } from "./literal-in-env-file";
import { literalInGenerator } from "./literal-in-generator";
import { literalInPipeline } from "./literal-in-pipeline";
import { literalInValues } from "./literal-in-values";
import { longLivedToken } from "./long-lived-token";
import { missingReference } from "./missing-reference";
import { mountedFileMissing } from "./mounted-file-missing";
import { noExternalStore } from "./no-external-store";
import { plaintextTwin } from "./plaintext-twin";
import { producedKeyMissing } from "./produced-key-missing";
import { providerClassMissing } from "./provider-class-missing";
import { providerClassObjects } from "./provider-class-objects";
import { providerClassParameters } from "./provider-class-parameters";
import { providerClassPodIdentity } from "./provider-class-pod-identity";
import { providerClassSecretObjects } from "./provider-class-secret-objects";
import { providerClassUnused } from "./provider-class-unused";
import { sealedSecretScope } from "./sealed-secret-scope";
import { secretInEnv } from "./secret-in-env";
import { subPathMount } from "./sub-path-mount";
import { syncedSecret } from "./synced-secret";
import { syncedSecretNotMounted } from "./synced-secret-not-mounted";
import { unmountedVaultVolume } from "./unmounted-vault-volume";
import { vaultConnection } from "./vault-connection";
import { wholeSecretMounted } from "./whole-secret-mounted";

/** The rules of the layer secrets, in the order in which they are listed. */
export const secretsRules: readonly Rule[] = [
  committedSecret,
  csiVolumeReadOnly,
  externalSecretPrefix,
  externalSecretRefresh,
  literalInAnnotation,
  literalInArgs,
  literalInConfigMap,
  literalInEnv,
  literalInEnvFile,
  literalInGenerator,
  literalInPipeline,
  literalInValues,
  longLivedToken,
  missingReference,
  mountedFileMissing,
  noExternalStore,
  plaintextTwin,
  producedKeyMissing,
  providerClassMissing,
  providerClassObjects,
  providerClassParameters,
  providerClassPodIdentity,
  providerClassSecretObjects,
  providerClassUnused,
  sealedSecretScope,
  secretInEnv,
  subPathMount,
  syncedSecret,
  syncedSecretNotMounted,
  unmountedVaultVolume,
  vaultConnection,
  wholeSecretMounted,
];
