import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { accountUses, describeFact } from "./accounts";

const PREFIX = "azure.workload.identity/";

/**
 * The chain of the SDK: label on the pod, client id on the account. Identity bindings use a proxy instead, and CSI
 * volumes need neither.
 *
 * Source: azure-workload-identity, annotations of the service account.
 */
export const azureIdentityAccount = defineInventoryRule({
  id: "identity/azure-identity-account",
  title: "Azure workload identity without an annotated account",
  severity: "medium",
  why: "The pod receives a token but no client id: unless the program brings one itself, its login to Azure fails.",
  remediation:
    "Annotate the account with azure.workload.identity/client-id of the managed identity that is federated with it.",
  standards: { mitre: ["T1552.005"], owasp: ["K08"] },
  controls: ["azure-workload-identity-label-without-annotated-sa-x"],
  waive: "The program sets the client id itself.",
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, "ServiceAccount"],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const { fact, pod, account, accountFact, path } of accountUses(inventory)) {
      if (
        pod.labels[`${PREFIX}use`] !== "true" ||
        pod.annotations[`${PREFIX}use-identity-binding`] === "true"
      )
        continue;
      if (pod.containers.some(({ env }) => env.some(({ name }) => name === "AZURE_CLIENT_ID"))) continue;
      const place = [...pod.path.slice(0, -1), "metadata", "labels", `${PREFIX}use`];
      if (account === "default" && !accountFact)
        report(fact, {
          path,
          message: `${describeFact(fact)} asks for an Azure identity but runs as the default account, to which none should be federated`,
        });
      else if (accountFact && !accountFact.annotations[`${PREFIX}client-id`])
        report(fact, {
          path: place,
          target: "key",
          message: `${describeFact(fact)} asks for an Azure identity, but account "${account}" has no annotation ${PREFIX}client-id`,
          related: [
            { fact: accountFact, path: ["metadata", "annotations"], message: "the account that lacks it" },
          ],
        });
    }
  },
});
