import { fix, remove } from "../../fixes/change";
import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { PROVIDER_CLASS } from "./provider-class";

/** Source: Vault CSI provider, configurations: `vaultAddress`, `vaultSkipTLSVerify`. */
export const vaultConnection = defineResourceRule({
  id: "secrets/vault-connection",
  title: "Connection to Vault is not verified",
  severity: "high",
  why: "Whoever stands between the node and Vault, or answers for its name, receives the account's token and the secrets.",
  remediation: "Use https and give Vault's authority in vaultCACertPath.",
  standards: { mitre: ["T1557"], owasp: ["K08"] },
  controls: ["secretproviderclass-content-secretobjects-sync-usepodidentity-objects-csi-volume-not-readonly"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [PROVIDER_CLASS],
  check({ resource, report }) {
    if (stringAt(resource.object, "spec", "provider") !== "vault") return;
    const skip = ["spec", "parameters", "vaultSkipTLSVerify"];
    const address = ["spec", "parameters", "vaultAddress"];
    const url = stringAt(resource.object, ...address);
    if (url && /^http:\/\/(?!127\.|localhost|\[::1\])/i.test(url))
      report({
        path: address,
        message: "Vault is asked over plain HTTP: tokens and secrets cross the network in clear",
      });
    else if (stringAt(resource.object, ...skip)?.toLowerCase() === "true")
      report({
        path: skip,
        message: "vaultSkipTLSVerify accepts any certificate for Vault",
        fixes: [
          fix(
            "harden",
            "Verify Vault's certificate; a private authority then needs vaultCACertPath",
            remove(skip),
          ),
        ],
      });
  },
});
