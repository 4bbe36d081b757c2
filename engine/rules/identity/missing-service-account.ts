import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { accountUses, describeFact } from "./accounts";

/** The default account of a namespace always exists. */
export const missingServiceAccount = defineInventoryRule({
  id: "identity/missing-service-account",
  title: "ServiceAccount does not exist",
  severity: "medium",
  why: "The controller cannot create a pod whose account does not exist: the rollout stands still, and only the ReplicaSet's events tell why.",
  remediation: "Add the ServiceAccount to the scope or correct the name.",
  equivalents: {
    "kube-linter": ["non-existent-service-account"],
    kubescape: ["C-0307"],
    popeye: ["307", "507"],
  },
  controls: ["serviceaccount-does-not-exist-x"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, "ServiceAccount"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    for (const { fact, account, accountFact, path } of accountUses(inventory)) {
      if (account === "default" || accountFact) continue;
      report(fact, {
        path,
        message: `${describeFact(fact)} runs as account "${account}", which does not exist in ${fact.namespace ? `namespace "${fact.namespace}"` : "its namespace"}`,
        fixes: [
          {
            title: `Add ServiceAccount ${account}`,
            safety: "safe",
            changes: [],
            documents: [
              {
                apiVersion: "v1",
                kind: "ServiceAccount",
                metadata: { name: account, ...(fact.namespace ? { namespace: fact.namespace } : {}) },
                automountServiceAccountToken: false,
              },
            ],
          },
        ],
      });
    }
  },
});
