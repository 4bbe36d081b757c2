import type { Fact } from "../../inventory/fact";
import type { JsonObject } from "../../json";
import { mapAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { PROVIDER_CLASS } from "../secrets/provider-class";
import { type AccountUse, accountUses } from "./accounts";

/*
 * The chain of the Secrets Store driver: the class says who asks, or the account of the pod does. Neither the label on
 * the pod nor the environment of the SDK has a part in it.
 */

/** Source: Azure Key Vault Provider, "Identity access modes"; AWS Secrets and Configuration Provider, "Setup access". */
export const csiIdentity = defineInventoryRule({
  id: "identity/csi-identity",
  title: "Volume of a vault has no identity to ask with",
  severity: "medium",
  why: "The provider cannot log in to the vault: the pod stays in ContainerCreating, and only the event FailedMount tells why.",
  remediation:
    "Azure: set clientID in the SecretProviderClass, of the identity that is federated with the pod's account. AWS: annotate the account with its role, or use Pod Identity.",
  standards: { mitre: ["T1552.005"], owasp: ["K08"] },
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, PROVIDER_CLASS, "ServiceAccount"],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const use of accountUses(inventory))
      for (const { index, value } of mapsAt([...use.pod.volumes])) {
        const name = stringAt(value, "csi", "volumeAttributes", "secretProviderClass");
        const found = name ? inventory.find(PROVIDER_CLASS, use.fact.namespace, name) : undefined;
        const lack = found && lackOf(found, use, value);
        if (!found || !lack) continue;
        report(use.fact, {
          path: [...use.pod.path, "volumes", index, "csi", "volumeAttributes", "secretProviderClass"],
          message: `SecretProviderClass "${found.name ?? ""}" ${lack}`,
          related: [
            { fact: found, path: ["spec", "parameters"], message: "the parameters of the class" },
            ...(use.accountFact
              ? [{ fact: use.accountFact, path: ["metadata", "name"], message: "the account of the pod" }]
              : []),
          ],
        });
      }
  },
});

/** What is missing, as the end of a sentence about the class; `undefined` where nothing is, or the account is not in sight. */
function lackOf(made: Fact, use: AccountUse, volume: JsonObject): string | undefined {
  const parameters = mapAt(made.data, "spec", "parameters");
  const isSet = (key: string) => ![undefined, null, "", "false", false].includes(parameters[key] as never);
  const account = use.accountFact;
  const hasAnnotation = (key: string) => Boolean(account?.annotations[key]);
  switch (stringAt(made.data, "spec", "provider")) {
    case "azure": {
      // Service principals are read from the Secret that the volume names.
      const isNamed =
        [
          "clientID",
          "userAssignedIdentityID",
          "useVMManagedIdentity",
          "usePodIdentity",
          "useAzureTokenProxy",
        ].some(isSet) || stringAt(volume, "csi", "nodePublishSecretRef", "name") !== undefined;
      if (isNamed || !account || hasAnnotation("azure.workload.identity/client-id")) return undefined;
      return `names no clientID, and account "${use.account}" carries none`;
    }
    case "aws":
      if (isSet("usePodIdentity") || !account || hasAnnotation("eks.amazonaws.com/role-arn"))
        return undefined;
      return `asks with the role of the pod's account, and account "${use.account}" has no annotation eks.amazonaws.com/role-arn`;
    default:
      return undefined;
  }
}
