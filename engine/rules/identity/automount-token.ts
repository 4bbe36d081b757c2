import { fix, set } from "../../fixes/change";
import type { Fix } from "../../fixes/fix";
import type { Path } from "../../json";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { type AccountUse, accountUses, describeFact, mayBeBound, mountsToken } from "./accounts";

/**
 * A token without rights is a token too many. Quiet where a binding in sight names the account; in an open scope one
 * may stand elsewhere, so it is a hint. Workload identity's own token is projected apart and is not affected.
 */
export const automountToken = defineInventoryRule({
  id: "identity/automount-token",
  title: "Token is mounted that nothing uses",
  severity: "medium",
  why: "A token in a container is the first thing an intruder looks for: with it the API server answers, and every right that is ever bound to the account is there at once.",
  remediation: "Set automountServiceAccountToken: false on the pod or on its account.",
  standards: { cis: ["5.1.6"], nsa: ["rbac"], mitre: ["T1528"], owasp: ["K03"] },
  equivalents: {
    checkov: ["CKV_K8S_38"],
    trivy: ["KSV-0036"],
    kubescape: ["C-0034", "C-0190", "C-0261"],
    polaris: ["automountServiceAccountToken"],
    kubeaudit: ["AutomountServiceAccountTokenTrueAndDefaultSA"],
    kubesec: ["AutomountServiceAccountToken"],
    kics: ["48471392"],
    kyverno: ["restrict-automount-sa-token", "restrict-sa-automount-sa-token"],
    gatekeeper: ["K8sPSPAutomountServiceAccountTokenPod"],
    terrascan: ["AC_K8S_0045"],
    popeye: ["301", "303"],
  },
  controls: ["sa-token-automounted-x-with-sa-object"],
  waive: "A workload that calls the API with rights bound outside of these manifests.",
  fixable: true,
  since: "0.1.0",
  appliesTo: [
    ...WORKLOAD_KINDS,
    "ServiceAccount",
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
  ],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const use of accountUses(inventory)) {
      if (use.account === "default" || !mountsToken(use)) continue;
      if (mayBeBound(inventory, use.fact.namespace, use.account)) continue;
      const path = [...use.pod.path, "automountServiceAccountToken"];
      report(use.fact, {
        path,
        message: `${describeFact(use.fact)} has the token of account "${use.account}" mounted, to which ${inventory.closed ? "nothing is bound" : "nothing in sight is bound"}`,
        severity: inventory.closed ? "medium" : "low",
        fixes: isInjected(use) ? [] : [tokenFix(path, inventory.closed)],
      });
    }
  },
});

/** Where bindings may stand elsewhere, somebody may have made the account for the sake of its rights. */
function tokenFix(path: Path, closed: boolean): Fix {
  return closed
    ? fix("safe", "Mount no token", set(path, false))
    : fix("harden", "Mount no token; calls to the Kubernetes API then fail", set(path, false));
}

/** The Vault agent logs in with the account's token, unless it was given a volume of its own. */
function isInjected({ pod }: AccountUse): boolean {
  const agent = "vault.hashicorp.com/agent-";
  return (
    pod.annotations[`${agent}inject`] === "true" &&
    pod.annotations[`${agent}service-account-token-volume-name`] === undefined
  );
}
