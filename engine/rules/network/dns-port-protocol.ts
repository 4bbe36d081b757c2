import { append, fix } from "../../fixes/change";
import { dnsPortFault, dnsPortItems } from "../../network/dns-rule-faults";
import { defineResourceRule } from "../define-rule";
import { NETWORK_POLICY_KINDS, writtenRules } from "./policy-rules";

/** Source: networking/v1 `NetworkPolicyPort.protocol`: absent is TCP. RFC 7766: DNS uses both UDP and TCP. */
export const dnsPortProtocol = defineResourceRule({
  id: "network/dns-port-protocol",
  title: "DNS is allowed over one protocol only",
  severity: "high",
  why: "Resolvers ask over UDP and turn to TCP for long answers. A port without a protocol is TCP, so a rule that says only 53 leaves every lookup to time out.",
  remediation: "Allow port 53 over both UDP and TCP.",
  standards: { cis: ["5.3.2"], nsa: ["network-policies"], owasp: ["K07"] },
  equivalents: { kyverno: ["add-networkpolicy-dns"] },
  controls: ["dns-egress-kept"],
  fixable: true,
  since: "0.1.0",
  appliesTo: NETWORK_POLICY_KINDS,
  check({ resource, report }) {
    const rules = writtenRules(resource, "egress");
    const fault = dnsPortFault(rules.map(({ value }) => value));
    const rule = rules.find(({ value }) => dnsPortItems(value).length > 0);
    const item = rule && dnsPortItems(rule.value)[0];
    if (!fault || !rule || !item) return;
    const missing = fault === "no-udp" ? "UDP" : "TCP";
    const port = item.value.port ?? 53;
    const isImplied = item.value.protocol === undefined;
    report({
      path: [...rule.path, "ports", item.index, isImplied ? "port" : "protocol"],
      ...(fault === "no-tcp" ? { severity: "low" as const } : {}),
      message:
        fault === "no-udp"
          ? `port ${port} is allowed over TCP alone${isImplied ? ", the default" : ""}: DNS asks over UDP and times out`
          : `port ${port} is allowed over UDP alone: long DNS answers come over TCP and time out`,
      fixes: [
        fix(
          "safe",
          `Allow port ${port} over ${missing} too`,
          append([...rule.path, "ports"], { protocol: missing, port }),
        ),
      ],
    });
  },
});
