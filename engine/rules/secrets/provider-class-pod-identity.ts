import { fix, remove } from "../../fixes/change";
import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { PROVIDER_CLASS } from "./provider-class";

/** For aws the parameter means EKS Pod Identity and is right. Source: Azure Key Vault Provider documentation. */
export const providerClassPodIdentity = defineResourceRule({
  id: "secrets/provider-class-pod-identity",
  title: "SecretProviderClass uses the retired pod identity",
  severity: "medium",
  why: "AAD Pod Identity is archived: it gets no fixes, and its node agent hands out tokens to whoever answers for a pod's address.",
  remediation:
    "Use workload identity: clientID and tenantID in the class, and a federated credential for the pod's account.",
  standards: { mitre: ["T1552.005"], owasp: ["K08"] },
  controls: ["secretproviderclass-content-secretobjects-sync-usepodidentity-objects-csi-volume-not-readonly"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [PROVIDER_CLASS],
  check({ resource, report }) {
    if (stringAt(resource.object, "spec", "provider") !== "azure") return;
    const path = ["spec", "parameters", "usePodIdentity"];
    if (stringAt(resource.object, ...path) !== "true") return;
    report({
      path,
      message: "usePodIdentity relies on AAD Pod Identity, which is retired",
      fixes: [fix("input", "Remove usePodIdentity, then set clientID", remove(path))],
    });
  },
});
