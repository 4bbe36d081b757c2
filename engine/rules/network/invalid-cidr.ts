import { fix, set } from "../../fixes/change";
import { listAt, mapAt, stringAt } from "../../kubernetes/fields";
import { contains, formatNetwork, hasHostBits, parseAddress, parseCidr } from "../../network/address";
import { defineResourceRule } from "../define-rule";
import { NETWORK_POLICY_KINDS, writtenRules } from "./policy-rules";

/** Source: networking/v1 validation of `IPBlock`; strict CIDRs since Kubernetes 1.36. */
export const invalidCidr = defineResourceRule({
  id: "network/invalid-cidr",
  title: "NetworkPolicy holds a block that is not what it seems",
  severity: "medium",
  why: "The API server refuses a policy with an invalid block, and nothing is isolated at all. A block with bits after its prefix covers other addresses than the ones written.",
  remediation: "Write the network address and its prefix, and keep each exception inside its block.",
  standards: { nsa: ["network-policies"] },
  fixable: true,
  since: "0.1.0",
  appliesTo: NETWORK_POLICY_KINDS,
  check({ resource, report }) {
    for (const rule of writtenRules(resource, "ingress", "egress")) {
      for (const peer of rule.peers) {
        if (peer.value.ipBlock === undefined) continue;
        const block = mapAt(peer.value, "ipBlock");
        const path = [...peer.path, "ipBlock", "cidr"];
        const text = stringAt(block, "cidr");
        const cidr = text === undefined ? undefined : parseCidr(text);
        if (text === undefined) continue;
        if (!cidr) {
          const address = parseAddress(text);
          const single = address && `${text}/${address.family === 4 ? 32 : 128}`;
          report({
            path,
            message: single ? `"${text}" is an address, not a block` : `"${text}" is no block of addresses`,
            fixes: single ? [fix("safe", `Write ${single}`, set(path, single))] : [],
          });
          continue;
        }
        if (hasHostBits(cidr)) {
          const network = formatNetwork(cidr);
          report({
            path,
            severity: "low",
            message: `"${text}" means ${network}, and Kubernetes 1.36 refuses it`,
            fixes: [fix("safe", `Write ${network}`, set(path, network))],
          });
        }
        listAt(block, "except").forEach((item, index) => {
          const exception = typeof item === "string" ? parseCidr(item) : undefined;
          const at = [...peer.path, "ipBlock", "except", index];
          if (typeof item !== "string") return;
          if (!exception) report({ path: at, message: `"${item}" is no block of addresses` });
          else if (!contains(cidr, exception) || exception.prefix === cidr.prefix)
            report({ path: at, message: `exception ${item} is not strictly within ${text}` });
        });
      }
    }
  },
});
