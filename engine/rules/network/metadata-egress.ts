import { append, fix } from "../../fixes/change";
import type { JsonObject, Path } from "../../json";
import { mapAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { contains, covers, parseAddress, parseCidr } from "../../network/address";
import { defineResourceRule } from "../define-rule";
import type { RuleOptions, Severity } from "../rule";
import { allowsEveryPort, NETWORK_POLICY_KINDS, numericPorts, writtenRules } from "./policy-rules";

interface MetadataAddress {
  readonly address: string;
  readonly title: string;
  /** The block to except. */
  readonly except: string;
  /** The clouds that have it; `undefined` stands for a cloud that is not declared. */
  readonly clouds: readonly RuleOptions["cloud"][];
}

/*
 * Sources: learn.microsoft.com "What is IP address 168.63.129.16" and "Azure Instance Metadata Service";
 * docs.aws.amazon.com "Instance metadata" (fd00:ec2::254 on Nitro); cloud.google.com "About VM metadata". The first
 * two stand outside link-local blocks, so an exception of 169.254.0.0/16 does not cover them.
 */
const METADATA: readonly MetadataAddress[] = [
  {
    address: "169.254.169.254",
    title: "the cloud's metadata service",
    except: "169.254.0.0/16",
    clouds: ["aks", "eks", "gke", undefined],
  },
  {
    address: "168.63.129.16",
    title: "Azure's wire server",
    except: "168.63.129.16/32",
    clouds: ["aks"],
  },
  {
    address: "fd00:ec2::254",
    title: "the metadata service of EC2 over IPv6",
    except: "fd00:ec2::254/128",
    clouds: ["eks", undefined],
  },
];

/**
 * How much of the service the ports open: it listens on 80, so other ports reach nothing; 443 alone is a hint, and a
 * rule for DNS is none.
 */
function severityByPorts(rule: JsonObject): Severity | undefined {
  if (allowsEveryPort(rule)) return "high";
  const tcp = numericPorts(rule).filter(({ protocol }) => protocol === "TCP");
  const opens = (port: number) => tcp.some(({ first, last }) => port >= first && port <= last);
  if (opens(80)) return "high";
  return opens(443) ? "low" : undefined;
}

/** Source: networking/v1 `IPBlock`; CIS and cloud guidance on instance metadata. */
export const metadataEgress = defineResourceRule({
  id: "network/metadata-egress",
  title: "Egress reaches the cloud's metadata service",
  severity: "high",
  why: "The metadata service hands out the node's cloud credentials to whoever asks from the node. One server-side request forgery in the pod is then a login to the cloud.",
  remediation:
    "Except the metadata addresses from the block (`except`), or allow only the addresses that are needed.",
  standards: { nsa: ["network-policies"], mitre: ["T1552.005"], owasp: ["K07"] },
  equivalents: { kubescape: ["C-0052"] },
  controls: ["egress-reaches-cloud-metadata-kubelet-port", "metadata-api-reachable"],
  waive: "The pods are the agents that read metadata, and nodes carry no credentials of weight.",
  fixable: true,
  since: "0.1.0",
  appliesTo: NETWORK_POLICY_KINDS,
  check({ resource, options, report }) {
    for (const rule of writtenRules(resource, "egress")) {
      const severity = severityByPorts(rule.value);
      if (!severity) continue;
      if (rule.peers.length === 0 && !allowsEveryPort(rule.value)) {
        report({
          path: [...rule.path, "ports"],
          severity,
          message: "a rule without peers reaches every address, the cloud's metadata service included",
        });
        continue;
      }
      for (const peer of rule.peers) reportPeer(peer, severity);
    }

    function reportPeer(peer: { value: JsonObject; path: Path }, severity: Severity) {
      const block = mapAt(peer.value, "ipBlock");
      const cidr = parseCidr(stringAt(block, "cidr") ?? "");
      if (!cidr) return;
      const except = stringsAt(block, "except").flatMap((text) => parseCidr(text) ?? []);
      const open = METADATA.filter(({ address, clouds }) => {
        const parsed = parseAddress(address);
        return (
          clouds.includes(options.cloud) &&
          parsed !== undefined &&
          covers(cidr, parsed) &&
          !except.some((each) => covers(each, parsed))
        );
      });
      const first = open[0];
      if (!first) return;
      const isExact = cidr.prefix >= 24 && cidr.base.family === 4;
      // Pods with GKE workload identity get their tokens from this very address.
      if (isExact && options.cloud === "gke") return;
      const additions = open.flatMap(({ except: text }) => {
        const exception = parseCidr(text);
        return exception && contains(cidr, exception) && exception.prefix > cidr.prefix
          ? [append([...peer.path, "ipBlock", "except"], text)]
          : [];
      });
      report({
        path: [...peer.path, "ipBlock", "cidr"],
        severity,
        message: `${stringAt(block, "cidr")} covers ${open.map(({ title, address }) => `${title} (${address})`).join(" and ")}`,
        fixes:
          additions.length === open.length
            ? [fix("harden", "Except the metadata addresses", ...additions)]
            : [],
      });
    }
  },
});
