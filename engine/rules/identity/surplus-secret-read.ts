import { isDefaultRbac } from "../../access";
import { READS_SECRETS } from "../../access/reads-secrets";
import { stringsAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { type AccountUse, accountUses, describeFact, isDecisive, rightsOfUse } from "./accounts";
import { placesOf } from "./workload-admin-account";

/**
 * Secrets that are mounted or used as env are fetched by the kubelet: the account needs no right to them. Roles that
 * are written in manifests are reported at their rule (`identity/read-secrets`); this is about the default roles, in
 * which nobody sees it.
 */
export const surplusSecretRead = defineInventoryRule({
  id: "identity/surplus-secret-read",
  title: "Account may read every Secret of the namespace",
  severity: "high",
  why: "The roles edit and admin read Secrets, which is easily overlooked. Whoever breaks into the workload reads the credentials of all its neighbours.",
  remediation: "Bind a Role that lists what the program does; Secrets that are mounted need no right at all.",
  standards: { cis: ["5.1.2"], nsa: ["rbac"], mitre: ["T1552.007"], owasp: ["K03"] },
  equivalents: { "kube-linter": ["access-to-secrets"], kubescape: ["C-0015"], kics: ["056ac60e"] },
  controls: ["read-secrets-get-list-watch"],
  since: "0.1.0",
  appliesTo: [
    ...WORKLOAD_KINDS,
    "ServiceAccount",
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
    "rbac.authorization.k8s.io/Role",
    "rbac.authorization.k8s.io/ClusterRole",
  ],
  eachNamespace: true,
  check({ inventory, options, report }) {
    // The configuration may name the accounts that read Secrets by the API: `accounts: [NAMESPACE/NAME]`.
    const declared = stringsAt(options.rules["identity/surplus-secret-read"], "accounts");
    for (const use of accountUses(inventory)) {
      if (isDeclared(use) || declared.includes(`${use.fact.namespace ?? ""}/${use.account}`)) continue;
      const right = rightsOfUse(inventory, use, options.kubernetesVersion).find(
        (each) => each.key === "readSecrets" && !isDecisive(each) && isDefaultRbac(each.owned.owner),
      );
      if (!right) continue;
      const mounted = secretsOf(use);
      report(use.fact, {
        path: use.path,
        message: `${describeFact(use.fact)} runs as "${use.account}", which may read every Secret of namespace "${right.entry.namespace ?? ""}" by ${describeFact(right.entry.binding)} of "${right.entry.roleName}"${mounted.length > 0 ? `; what it mounts (${mounted.join(", ")}) needs no right` : ""}`,
        related: placesOf(right),
      });
    }
  },
});

function isDeclared({ pod, accountFact }: AccountUse): boolean {
  return (
    pod.annotations[READS_SECRETS] !== undefined || accountFact?.annotations[READS_SECRETS] !== undefined
  );
}

function secretsOf({ pod }: AccountUse): string[] {
  const names = new Set<string>();
  const add = (holder: unknown, field: string) => {
    const name = (holder as Readonly<Record<string, unknown>> | null | undefined)?.[field];
    if (typeof name === "string") names.add(name);
  };
  for (const volume of pod.volumes) add((volume as { secret?: unknown } | null)?.secret, "secretName");
  for (const { env, envFrom } of pod.containers) {
    for (const { valueFrom } of env) add(valueFrom.secretKeyRef, "name");
    for (const source of envFrom) add((source as { secretRef?: unknown } | null)?.secretRef, "name");
  }
  return [...names];
}
