import type { PolicySource } from "../../policy-source";
import { volumesWhere } from "../expressions";

/** Volumes of the Secrets Store driver that it refuses. */
export const csiVolumeReadOnlyPolicy: PolicySource = {
  rule: "secrets/csi-volume-read-only",
  match: "pods",
  offences: volumesWhere(
    "v.?csi.?driver.orValue('') == 'secrets-store.csi.k8s.io' && (v.csi.?readOnly.orValue(false) != true || v.csi.?volumeAttributes.?secretProviderClass.orValue('') == '')",
  ),
};
