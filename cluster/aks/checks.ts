import type { JsonObject } from "../../engine/json";
import { booleanAt, hasMap, mapAt, mapsAt, stringAt, stringsAt } from "../../engine/kubernetes/fields";
import type { AksCheck, AksMore } from "./aks-posture";
import { subnetOf } from "./subnet";

/** Reads one setting of a cluster. */
type Check = (cluster: JsonObject, more: AksMore) => AksCheck;

interface Setting {
  readonly id: string;
  readonly title: string;
  readonly severity: AksCheck["severity"];
  /** Whether it is good, and what is set. */
  readonly read: (
    cluster: JsonObject,
    more: AksMore,
  ) => { readonly good: boolean | undefined; readonly detail: string };
  /** @param where the options that name the cluster */
  readonly command?: (where: string, cluster: JsonObject) => string;
}

function setting({ id, title, severity, read, command }: Setting): Check {
  return (cluster, more) => {
    const { good, detail } = read(cluster, more);
    const answer = good === undefined ? "cannot see" : good ? "good" : "bad";
    const where = `--resource-group ${shell(stringAt(cluster, "resourceGroup") ?? "GROUP")} --name ${shell(stringAt(cluster, "name") ?? "CLUSTER")}`;
    return {
      id,
      title,
      severity,
      answer,
      detail,
      ...(command && answer !== "good" ? { command: command(where, cluster) } : {}),
    };
  };
}

function onOff(value: boolean | undefined, on: string, off: string) {
  return { good: value === true, detail: value === true ? on : off };
}

function pools(cluster: JsonObject): JsonObject[] {
  return mapsAt(cluster, "agentPoolProfiles").map(({ value }) => value);
}

function poolNames(list: readonly JsonObject[]): string {
  return list.map((pool) => stringAt(pool, "name") ?? "?").join(", ");
}

function shell(text: string): string {
  return /^[A-Za-z0-9_./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Categories of logs, and groups of them, that hold the audit log. Source: AKS monitoring reference. */
const AUDIT = new Set(["kube-audit", "kube-audit-admin", "audit", "allLogs"]);

/**
 * What is read of an AKS cluster. Source: the managedClusters API of Microsoft.ContainerService and the AKS security
 * baseline; CIS AKS names the same settings.
 */
export const AKS_CHECKS: readonly Check[] = [
  setting({
    id: "aks/api-server-access",
    title: "API server",
    severity: "high",
    read(cluster) {
      const ranges = stringsAt(cluster, "apiServerAccessProfile", "authorizedIpRanges");
      if (booleanAt(cluster, "apiServerAccessProfile", "enablePrivateCluster") === true)
        return { good: true, detail: "private" };
      if (ranges.includes("0.0.0.0/0"))
        return { good: false, detail: "public: its authorised ranges are everyone" };
      return ranges.length > 0
        ? { good: true, detail: `public, for ${ranges.join(", ")}` }
        : { good: false, detail: "public, and every address may try" };
    },
    command: (where) => `az aks update ${where} --api-server-authorized-ip-ranges RANGES`,
  }),
  setting({
    id: "aks/local-accounts",
    title: "local accounts",
    severity: "high",
    read: (cluster) =>
      onOff(
        booleanAt(cluster, "disableLocalAccounts"),
        "disabled",
        "enabled: an admin certificate works past Entra, and nobody can revoke it",
      ),
    command: (where) => `az aks update ${where} --disable-local-accounts`,
  }),
  setting({
    id: "aks/entra",
    title: "Microsoft Entra login",
    severity: "high",
    read: (cluster) =>
      onOff(
        hasMap(cluster, "aadProfile") && booleanAt(cluster, "aadProfile", "managed") !== false,
        "managed by AKS",
        "off: users log in with certificates",
      ),
    command: (where) => `az aks update ${where} --enable-aad`,
  }),
  setting({
    id: "aks/azure-rbac",
    title: "Azure RBAC",
    severity: "low",
    read: (cluster) =>
      onOff(
        booleanAt(cluster, "aadProfile", "enableAzureRbac") ??
          booleanAt(cluster, "aadProfile", "enableAzureRBAC"),
        "authorises beside Kubernetes RBAC",
        "off: Kubernetes RBAC alone decides",
      ),
    command: (where) => `az aks update ${where} --enable-azure-rbac`,
  }),
  setting({
    id: "aks/managed-identity",
    title: "identity of the cluster",
    severity: "medium",
    read(cluster) {
      const type = stringAt(cluster, "identity", "type");
      return type !== undefined && type !== "None"
        ? { good: true, detail: `managed (${type})` }
        : { good: false, detail: "a service principal, whose secret expires" };
    },
    command: (where) => `az aks update ${where} --enable-managed-identity`,
  }),
  setting({
    id: "aks/oidc-issuer",
    title: "OIDC issuer",
    severity: "medium",
    read: (cluster) => {
      const url =
        stringAt(cluster, "oidcIssuerProfile", "issuerUrl") ??
        stringAt(cluster, "oidcIssuerProfile", "issuerURL");
      return onOff(
        booleanAt(cluster, "oidcIssuerProfile", "enabled"),
        url ?? "on",
        "off: pods cannot federate",
      );
    },
    command: (where) => `az aks update ${where} --enable-oidc-issuer`,
  }),
  setting({
    id: "aks/workload-identity",
    title: "workload identity",
    severity: "medium",
    read: (cluster) =>
      onOff(
        booleanAt(cluster, "securityProfile", "workloadIdentity", "enabled"),
        "on",
        "off: pods use the nodes' identity, or secrets",
      ),
    command: (where) => `az aks update ${where} --enable-workload-identity`,
  }),
  setting({
    id: "aks/pod-identity",
    title: "pod identity (retired)",
    severity: "medium",
    read: (cluster) => ({
      good: booleanAt(cluster, "podIdentityProfile", "enabled") !== true,
      detail: booleanAt(cluster, "podIdentityProfile", "enabled") === true ? "still on" : "off",
    }),
    command: (where) => `az aks update ${where} --disable-pod-identity`,
  }),
  setting({
    id: "aks/network-policy",
    title: "network policy engine",
    severity: "high",
    read(cluster) {
      const policy = stringAt(cluster, "networkProfile", "networkPolicy");
      const dataplane = stringAt(cluster, "networkProfile", "networkDataplane");
      if (policy === undefined || policy === "none")
        return { good: false, detail: "none: NetworkPolicies are stored, but nothing enforces them" };
      return { good: true, detail: dataplane === undefined ? policy : `${policy} on ${dataplane}` };
    },
    command: (where) => `az aks update ${where} --network-policy cilium --network-dataplane cilium`,
  }),
  setting({
    id: "aks/subnets",
    title: "subnets of the pools, and their network security groups",
    severity: "low",
    read(cluster, { subnets }) {
      const list = pools(cluster).map((pool) => {
        const id = subnetOf(pool);
        if (id === undefined) return { good: true, text: `${stringAt(pool, "name")}: made by AKS` };
        const short = id
          .split("/")
          .slice(-3)
          .filter((part) => part !== "subnets")
          .join("/");
        const shown = subnets.get(id);
        const group = stringAt(shown, "networkSecurityGroup", "id");
        return {
          // Which network security group a subnet has is a property of the subnet, not of the cluster.
          good: shown === undefined ? undefined : group !== undefined,
          text: `${stringAt(pool, "name")}: ${short}${shown === undefined ? "" : group === undefined ? " (no network security group)" : ` (${group.replace(/^.*\//, "")})`}`,
        };
      });
      const isUnknown = list.some(({ good }) => good === undefined);
      const texts = list.map(({ text }) => text).join("; ");
      return {
        good: isUnknown ? undefined : list.every(({ good }) => good === true),
        detail: isUnknown ? `${texts}; their network security groups are not in this output` : texts,
      };
    },
    command(_where, cluster) {
      const ids = [...new Set(pools(cluster).flatMap((pool) => subnetOf(pool) ?? []))].map(shell);
      return `az network vnet subnet show --ids ${ids.join(" ") || "SUBNET"} --query networkSecurityGroup.id`;
    },
  }),
  setting({
    id: "aks/node-public-ip",
    title: "public addresses of nodes",
    severity: "high",
    read(cluster) {
      const open = pools(cluster).filter(
        (pool) =>
          booleanAt(pool, "enableNodePublicIp") === true || booleanAt(pool, "enableNodePublicIP") === true,
      );
      return open.length > 0
        ? { good: false, detail: `nodes of ${poolNames(open)} have one` }
        : { good: true, detail: "none" };
    },
  }),
  setting({
    id: "aks/upgrade-channel",
    title: "upgrade channel",
    severity: "medium",
    read(cluster) {
      const channel = stringAt(cluster, "autoUpgradeProfile", "upgradeChannel");
      return {
        good: channel !== undefined && channel !== "none",
        detail: channel ?? "none: versions run out",
      };
    },
    command: (where) => `az aks update ${where} --auto-upgrade-channel patch`,
  }),
  setting({
    id: "aks/node-os-channel",
    title: "channel of node images",
    severity: "medium",
    read(cluster) {
      const channel =
        stringAt(cluster, "autoUpgradeProfile", "nodeOsUpgradeChannel") ??
        stringAt(cluster, "autoUpgradeProfile", "nodeOSUpgradeChannel");
      return {
        good: channel !== undefined && channel !== "None" && channel !== "Unmanaged",
        detail: channel ?? "none: nodes keep the flaws of the day they were made",
      };
    },
    command: (where) => `az aks update ${where} --node-os-upgrade-channel NodeImage`,
  }),
  setting({
    id: "aks/key-vault-provider",
    title: "Key Vault provider for secrets",
    severity: "low",
    read(cluster) {
      const addon = mapAt(cluster, "addonProfiles", "azureKeyvaultSecretsProvider");
      if (booleanAt(addon, "enabled") !== true) return { good: false, detail: "off" };
      const rotates = stringAt(addon, "config", "enableSecretRotation") === "true";
      return {
        good: rotates,
        detail: rotates
          ? `on, rotates every ${stringAt(addon, "config", "rotationPollInterval") ?? "2m"}`
          : "on, but a rotated secret reaches no running pod",
      };
    },
    command: (where) =>
      `az aks addon update ${where} --addon azure-keyvault-secrets-provider --enable-secret-rotation`,
  }),
  setting({
    id: "aks/kms",
    title: "encryption of Secrets with your own key (KMS)",
    severity: "medium",
    read: (cluster) =>
      onOff(
        booleanAt(cluster, "securityProfile", "azureKeyVaultKms", "enabled"),
        `on (${stringAt(cluster, "securityProfile", "azureKeyVaultKms", "keyVaultNetworkAccess") ?? "Key Vault"})`,
        "off: etcd is encrypted with a key of the platform alone",
      ),
    command: (where) => `az aks update ${where} --enable-azure-keyvault-kms --azure-keyvault-kms-key-id KEY`,
  }),
  setting({
    id: "aks/defender",
    title: "Defender for Containers",
    severity: "medium",
    read: (cluster) =>
      onOff(
        booleanAt(cluster, "securityProfile", "defender", "securityMonitoring", "enabled"),
        "watches at run time",
        "off: nothing of Microsoft watches what runs",
      ),
    command: (where) => `az aks update ${where} --enable-defender`,
  }),
  setting({
    id: "aks/azure-policy",
    title: "Azure Policy",
    severity: "low",
    read: (cluster) =>
      onOff(
        booleanAt(cluster, "addonProfiles", "azurepolicy", "enabled"),
        "on",
        "off: Azure does not judge what is deployed",
      ),
    command: (where) => `az aks enable-addons ${where} --addons azure-policy`,
  }),
  setting({
    id: "aks/audit-diagnostics",
    title: "diagnostics of kube-audit",
    severity: "medium",
    // Diagnostic settings are resources of their own, which az aks show does not print.
    read(_cluster, { diagnostics }) {
      if (diagnostics === undefined) return { good: undefined, detail: "not in this output" };
      const settings = mapsAt(diagnostics).length > 0 ? mapsAt(diagnostics) : mapsAt(diagnostics, "value");
      const kept = settings.flatMap(({ value }) =>
        mapsAt(value, "logs").flatMap(({ value: log }) =>
          booleanAt(log, "enabled") === true
            ? (stringAt(log, "category") ?? stringAt(log, "categoryGroup") ?? [])
            : [],
        ),
      );
      const audit = [...new Set(kept)].filter((each) => AUDIT.has(each)).sort();
      return audit.length > 0
        ? { good: true, detail: `kept: ${audit.join(", ")}` }
        : { good: false, detail: "nobody keeps the audit log" };
    },
    command: (_where, cluster) =>
      `az monitor diagnostic-settings list --resource ${shell(stringAt(cluster, "id") ?? "CLUSTER-ID")}`,
  }),
  setting({
    id: "aks/run-command",
    title: "run command through Azure",
    severity: "medium",
    read: (cluster) => ({
      good: booleanAt(cluster, "apiServerAccessProfile", "disableRunCommand") === true,
      detail:
        booleanAt(cluster, "apiServerAccessProfile", "disableRunCommand") === true
          ? "disabled"
          : "enabled: whoever holds the right in Azure runs kubectl as cluster-admin, also in a private cluster",
    }),
    command: (where) => `az aks update ${where} --disable-run-command`,
  }),
  setting({
    id: "aks/image-cleaner",
    title: "image cleaner",
    severity: "low",
    read: (cluster) =>
      onOff(
        booleanAt(cluster, "securityProfile", "imageCleaner", "enabled"),
        "on",
        "off: old images stay on the nodes",
      ),
    command: (where) => `az aks update ${where} --enable-image-cleaner`,
  }),
];
