import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Classes that rely on AAD Pod Identity. */
export const providerClassPodIdentityPolicy: PolicySource = {
  rule: "secrets/provider-class-pod-identity",
  match: [{ group: "secrets-store.csi.x-k8s.io", resources: ["secretproviderclasses"] }],
  offences: when(
    "variables.spec.?provider.orValue('') == 'azure' && string(variables.spec.?parameters.?usePodIdentity.orValue('')) == 'true'",
    "usePodIdentity",
  ),
};
