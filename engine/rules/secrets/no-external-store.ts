import { workloadPods } from "../../inventory/workload-pods";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { dataReferences } from "./references";

/** What brings secrets from outside, or keeps them encrypted. */
const SOURCES = [
  "external-secrets.io/ExternalSecret",
  "external-secrets.io/ClusterExternalSecret",
  "secrets-store.csi.x-k8s.io/SecretProviderClass",
  "bitnami.com/SealedSecret",
  "secrets.hashicorp.com/VaultStaticSecret",
  "secrets.hashicorp.com/VaultDynamicSecret",
  "isindir.github.com/SopsSecret",
];

/** An opinion, once a scope: at its first workload that takes a Secret. */
export const noExternalStore = defineInventoryRule({
  id: "secrets/no-external-store",
  title: "No external source of secrets is used",
  severity: "low",
  why: "Without a vault behind them Secrets are copied by hand: nobody knows where the values lie, and nobody rotates them.",
  remediation: "Let External Secrets or the Secrets Store driver fetch them from a vault, or seal them.",
  standards: { cis: ["5.4.2"], mitre: ["T1552"], owasp: ["K08"] },
  equivalents: { kubescape: ["C-0208", "C-0234"], kics: ["b9c83569"] },
  opinion: true,
  controls: ["external-secret-storage-not-used"],
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, ...SOURCES],
  needsClosedScope: true,
  check({ inventory, report }) {
    if (SOURCES.some((kind) => inventory.ofKind(kind).length > 0)) return;
    for (const each of workloadPods(inventory)) {
      const first = dataReferences(each).find(({ kind }) => kind === "Secret");
      if (!first) continue;
      report(each.fact, {
        path: first.path,
        message: `Secret "${first.name}" has no source in the scope: no vault, nothing sealed`,
      });
      return;
    }
  },
});
