import { mapAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { NETWORK_POLICY_KINDS, numericPorts, writtenRules } from "./policy-rules";

/** Ports of the node and the control plane, and who listens. Source: kubernetes.io "Ports and Protocols". */
const PORTS: readonly (readonly [number, string])[] = [
  [10250, "the kubelet"],
  [10255, "the kubelet's read-only port"],
  [2379, "etcd"],
  [2380, "etcd"],
];

/** Who has a reason to ask kubelets: metrics and monitoring. */
const MONITORING = /metrics|prometheus|monitor|datadog|agent|otel|opentelemetry|vmagent|grafana/i;

/** Source: kubernetes.io "Ports and Protocols" and "Kubelet authentication/authorization". */
export const kubeletEgress = defineResourceRule({
  id: "network/kubelet-egress",
  title: "Egress reaches kubelets or etcd by address",
  severity: "medium",
  why: "A kubelet runs commands in every pod of its node, and etcd holds every Secret. A pod that may connect to them needs only one stolen certificate or one anonymous port.",
  remediation: "Remove the port, or keep it to the monitoring pods that scrape kubelets.",
  standards: { nsa: ["network-policies"], mitre: ["T1609"], owasp: ["K07"] },
  controls: ["egress-reaches-cloud-metadata-kubelet-port"],
  since: "0.1.0",
  appliesTo: NETWORK_POLICY_KINDS,
  check({ resource, report }) {
    const names = [
      resource.name ?? "",
      ...Object.values(mapAt(resource.object, "spec", "podSelector", "matchLabels")),
    ];
    if (names.some((name) => typeof name === "string" && MONITORING.test(name))) return;
    for (const rule of writtenRules(resource, "egress")) {
      const reachesNodes =
        rule.peers.length === 0 ||
        rule.peers.some(({ value }) => stringAt(value, "ipBlock", "cidr") !== undefined);
      if (!reachesNodes) continue;
      numericPorts(rule.value).forEach(({ first, last }, index) => {
        const [port, listener] = PORTS.find(([each]) => first === each && last === each) ?? [];
        if (port === undefined) return;
        report({ path: [...rule.path, "ports", index, "port"], message: `port ${port} is ${listener}` });
      });
    }
  },
});
