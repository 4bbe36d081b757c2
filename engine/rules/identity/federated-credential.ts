import { stringAt, stringsAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";
import { accountUses } from "./accounts";

/** Of Azure Service Operator, and of Crossplane's provider for Azure. */
const KIND = "managedidentity.azure.com/FederatedIdentityCredential";
const CROSSPLANE = "managedidentity.azure.upbound.io/FederatedIdentityCredential";
const AUDIENCE = "api://AzureADTokenExchange";
const SUBJECT = /^system:serviceaccount:([a-z0-9.-]+):([a-z0-9.-]+)$/;

/** Source: azure-workload-identity, "Federated identity credential": issuer, subject and audience must be equal. */
export const federatedCredential = defineInventoryRule({
  id: "identity/federated-credential",
  title: "Federated credential fits no account",
  severity: "medium",
  why: "Entra compares subject and audience letter by letter: a pod whose token differs is refused with AADSTS70021, and nothing in the cluster says so. A subject that nobody holds yet is taken by whoever makes that account.",
  remediation:
    "Write `system:serviceaccount:NAMESPACE:NAME` of the account that the pods run as, and the audience `api://AzureADTokenExchange`.",
  standards: { mitre: ["T1552.005"], owasp: ["K08"] },
  since: "0.1.0",
  appliesTo: [KIND, CROSSPLANE, "ServiceAccount"],
  check({ inventory, report }) {
    for (const [kind, at] of [
      [KIND, ["spec"]],
      [CROSSPLANE, ["spec", "forProvider"]],
    ] as const)
      for (const fact of inventory.ofKind(kind)) {
        const list = kind === KIND ? "audiences" : "audience";
        const audiences = stringsAt(fact.data, ...at, list);
        if (audiences.length > 0 && !audiences.includes(AUDIENCE))
          report(fact, {
            path: [...at, list, 0],
            message: `tokens of pods have the audience ${AUDIENCE}, not "${audiences[0]}"`,
          });
        const subject = stringAt(fact.data, ...at, "subject");
        if (subject === undefined) continue;
        const path = [...at, "subject"];
        const [, namespace, name = ""] = SUBJECT.exec(subject) ?? [];
        if (namespace === undefined) {
          // Other subjects are those of pipelines and other clusters' users.
          if (subject.startsWith("system:"))
            report(fact, {
              path,
              message: `"${subject}" is not of the form system:serviceaccount:NAMESPACE:NAME`,
            });
          continue;
        }
        if (inventory.find("ServiceAccount", namespace, name)) continue;
        const near = inventory.ofKind("ServiceAccount").find((each) => each.name === name);
        const isUsed = accountUses(inventory).some(
          (use) => use.account === name && use.fact.namespace === namespace,
        );
        const isInSight = inventory.facts.some((each) => each.namespace === namespace);
        if (!inventory.closed || isUsed || (!near && !isInSight)) continue;
        report(fact, {
          path,
          message: near
            ? `account "${name}" is in namespace "${near.namespace ?? ""}", not in "${namespace}"`
            : `namespace "${namespace}" has no account "${name}"`,
          related: near
            ? [{ fact: near, path: ["metadata", "name"], message: "the account of that name" }]
            : [],
        });
      }
  },
});
