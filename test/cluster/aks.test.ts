import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { aksPosture } from "../../cluster/aks/aks-posture";
import { readAks } from "../../cluster/aks/read-aks";
import { runAzAksShow } from "../../cluster/aks/run-az";
import type { JsonObject } from "../../engine/json";

const POOL: JsonObject = {
  name: "system",
  mode: "System",
  currentOrchestratorVersion: "1.33.2",
  enableNodePublicIp: false,
  vnetSubnetId:
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes",
};
/** As `az aks show -o json` prints it; of a cluster that nobody has hardened. */
const PLAIN: JsonObject = {
  id: "/subscriptions/s/resourcegroups/g/providers/Microsoft.ContainerService/managedClusters/shop",
  name: "shop",
  resourceGroup: "it's mine",
  currentKubernetesVersion: "1.33.2",
  agentPoolProfiles: [
    POOL,
    { ...POOL, name: "open", mode: "User", enableNodePublicIp: true, vnetSubnetId: null },
  ],
  apiServerAccessProfile: null,
  aadProfile: null,
  disableLocalAccounts: false,
  identity: null,
  networkProfile: { networkPlugin: "azure", networkPolicy: "none" },
  autoUpgradeProfile: { nodeOsUpgradeChannel: "NodeImage", upgradeChannel: null },
  addonProfiles: {
    azureKeyvaultSecretsProvider: { enabled: true, config: { enableSecretRotation: "false" } },
  },
  oidcIssuerProfile: { enabled: false },
  securityProfile: {},
};
const HARD: JsonObject = {
  ...PLAIN,
  agentPoolProfiles: [POOL],
  apiServerAccessProfile: { authorizedIpRanges: ["203.0.113.0/24"], disableRunCommand: true },
  aadProfile: { managed: true, enableAzureRbac: true },
  disableLocalAccounts: true,
  identity: { type: "SystemAssigned" },
  networkProfile: { networkPlugin: "azure", networkPolicy: "cilium", networkDataplane: "cilium" },
  autoUpgradeProfile: { nodeOsUpgradeChannel: "NodeImage", upgradeChannel: "patch" },
  addonProfiles: {
    azureKeyvaultSecretsProvider: {
      enabled: true,
      config: { enableSecretRotation: "true", rotationPollInterval: "5m" },
    },
    azurepolicy: { enabled: true },
  },
  oidcIssuerProfile: { enabled: true, issuerUrl: "https://oidc.example.com/" },
  securityProfile: {
    workloadIdentity: { enabled: true },
    azureKeyVaultKms: { enabled: true, keyVaultNetworkAccess: "Private" },
    defender: { securityMonitoring: { enabled: true } },
    imageCleaner: { enabled: true },
  },
};

const answers = (cluster: JsonObject) =>
  Object.fromEntries(
    aksPosture(cluster).checks.map(({ id, answer, detail }) => [id, `${answer}: ${detail}`]),
  );

describe("az aks show", () => {
  test("of a cluster that nobody has hardened", () => {
    expect(answers(PLAIN)).toEqual({
      "aks/api-server-access": "bad: public, and every address may try",
      "aks/local-accounts": "bad: enabled: an admin certificate works past Entra, and nobody can revoke it",
      "aks/entra": "bad: off: users log in with certificates",
      "aks/azure-rbac": "bad: off: Kubernetes RBAC alone decides",
      "aks/managed-identity": "bad: a service principal, whose secret expires",
      "aks/oidc-issuer": "bad: off: pods cannot federate",
      "aks/workload-identity": "bad: off: pods use the nodes' identity, or secrets",
      "aks/pod-identity": "good: off",
      "aks/network-policy": "bad: none: NetworkPolicies are stored, but nothing enforces them",
      "aks/subnets":
        "cannot see: system: v/nodes; open: made by AKS; their network security groups are not in this output",
      "aks/node-public-ip": "bad: nodes of open have one",
      "aks/upgrade-channel": "bad: none: versions run out",
      "aks/node-os-channel": "good: NodeImage",
      "aks/key-vault-provider": "bad: on, but a rotated secret reaches no running pod",
      "aks/kms": "bad: off: etcd is encrypted with a key of the platform alone",
      "aks/defender": "bad: off: nothing of Microsoft watches what runs",
      "aks/azure-policy": "bad: off: Azure does not judge what is deployed",
      "aks/audit-diagnostics": "cannot see: not in this output",
      "aks/run-command":
        "bad: enabled: whoever holds the right in Azure runs kubectl as cluster-admin, also in a private cluster",
      "aks/image-cleaner": "bad: off: old images stay on the nodes",
    });
  });

  test("of one that somebody has", () => {
    const { checks } = aksPosture(HARD);
    expect(checks.filter(({ answer }) => answer === "bad")).toEqual([]);
    expect(answers(HARD)).toMatchObject({
      "aks/api-server-access": "good: public, for 203.0.113.0/24",
      "aks/network-policy": "good: cilium on cilium",
      "aks/key-vault-provider": "good: on, rotates every 5m",
      "aks/oidc-issuer": "good: https://oidc.example.com/",
    });
  });

  test("of ranges that admit everyone, and of a private cluster", () => {
    const access = (profile: JsonObject) =>
      answers({ ...HARD, apiServerAccessProfile: profile })["aks/api-server-access"];
    expect(access({ authorizedIpRanges: ["0.0.0.0/0"] })).toBe(
      "bad: public: its authorised ranges are everyone",
    );
    expect(access({ enablePrivateCluster: true })).toBe("good: private");
  });

  test("comes with a command that can be pasted, and with the pools", () => {
    const posture = aksPosture(PLAIN);
    expect(posture.checks.find(({ id }) => id === "aks/local-accounts")?.command).toBe(
      "az aks update --resource-group 'it'\\''s mine' --name shop --disable-local-accounts",
    );
    expect(posture.pools[1]).toEqual({
      name: "open",
      mode: "User",
      version: "1.33.2",
      subnet: undefined,
      nodePublicIp: true,
    });
  });

  test.each([[null], [[]], [{ name: "x" }], ["text"]])("of %j is refused", (value) => {
    expect(() => aksPosture(value)).toThrow(TypeError);
  });
});

describe("running az", () => {
  function fakeAz(script: string): string {
    const folder = mkdtempSync(join(tmpdir(), "fake-az-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "az"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, "az"), 0o700);
    return folder;
  }

  test("asks for the description alone, each value in one argument", async () => {
    const path = `relative:${fakeAz('printf "%s|" "$@"')}`;
    expect(await runAzAksShow({ group: "g-1", cluster: "shop", path })).toEqual({
      text: "aks|show|--resource-group=g-1|--name=shop|--output=json|--only-show-errors|",
    });
  });

  test("tells in one line why there is no answer", async () => {
    const path = fakeAz("echo first >&2; echo 'Please run az login' >&2; exit 1");
    expect(await runAzAksShow({ group: "g", cluster: "c", path })).toEqual({
      problem: "Please run az login",
    });
    expect(await runAzAksShow({ group: "g", cluster: "c", path: "relative" })).toMatchObject({
      problem: expect.stringContaining("az was not found"),
    });
    expect(await runAzAksShow({ group: "--help", cluster: "c", path })).toEqual({
      problem: "these are no names of Azure resources",
    });
  });

  test("asks for subnets and diagnostics too, and leaves open what the user may not see", async () => {
    const answers = `case "$1 $2" in
"aks show") cat "$(dirname "$0")/aks.json" ;;
"network vnet") echo '{"networkSecurityGroup":{"id":"/subscriptions/s/x/networkSecurityGroups/guard"}}' ;;
"monitor diagnostic-settings") echo '[{"logs":[{"category":"kube-audit","enabled":true},{"category":"guard","enabled":false}]}]' ;;
esac`;
    const path = fakeAz(answers);
    writeFileSync(join(path, "aks.json"), JSON.stringify({ ...PLAIN, agentPoolProfiles: [POOL] }));
    const checksOf = async (folder: string) => {
      const read = await readAks({ group: "g", cluster: "shop", path: folder });
      if (!("aks" in read)) throw new Error(read.problem);
      return Object.fromEntries(
        read.aks.checks.map(({ id, answer, detail }) => [id, `${answer}: ${detail}`]),
      );
    };
    expect(await checksOf(path)).toMatchObject({
      "aks/subnets": "good: system: v/nodes (guard)",
      "aks/audit-diagnostics": "good: kept: kube-audit",
    });
    const poor = fakeAz(`[ "$1" = aks ] && cat "${join(path, "aks.json")}" || { echo no >&2; exit 1; }`);
    expect(await checksOf(poor)).toMatchObject({
      "aks/subnets": expect.stringMatching(/^cannot see: /),
      "aks/audit-diagnostics": "cannot see: not in this output",
    });
    expect(await readAks({ group: "g", cluster: "c", path: fakeAz("echo no json") })).toMatchObject({
      problem: expect.stringContaining("no description"),
    });
  });
});

test("subnets without a group, and an audit log that nobody keeps, are told", () => {
  const subnet = String(POOL.vnetSubnetId);
  const { checks } = aksPosture(HARD, {
    subnets: new Map([[subnet, { networkSecurityGroup: null }]]),
    diagnostics: { value: [{ logs: [{ category: "cluster-autoscaler", enabled: true }] }] },
  });
  const told = Object.fromEntries(checks.map(({ id, answer, detail }) => [id, `${answer}: ${detail}`]));
  expect(told["aks/subnets"]).toBe("bad: system: v/nodes (no network security group)");
  expect(told["aks/audit-diagnostics"]).toBe("bad: nobody keeps the audit log");
  const commands = aksPosture(HARD).checks.flatMap(({ command }) => command ?? []);
  expect(commands).toContain(`az network vnet subnet show --ids ${subnet} --query networkSecurityGroup.id`);
  expect(commands).toContain(`az monitor diagnostic-settings list --resource ${HARD.id}`);
});
