import type { PolicySource } from "../../policy-source";
import { NETWORK_POLICIES, NETWORK_POLICY_VARIABLES } from "../edges";
import { when } from "../expressions";

const MONITORING = "(?i)metrics|prometheus|monitor|datadog|agent|otel|opentelemetry|vmagent|grafana";

/** Connections to kubelets and etcd, monitoring apart. */
export const kubeletEgressPolicy: PolicySource = {
  rule: "network/kubelet-egress",
  match: NETWORK_POLICIES,
  variables: NETWORK_POLICY_VARIABLES,
  offences: `[variables.root.metadata.?name.orValue('')].exists(n, n.matches('${MONITORING}')) || variables.spec.?podSelector.?matchLabels.orValue({}).exists(k, variables.spec.podSelector.matchLabels[k].matches('${MONITORING}')) ? [] : ${when("variables.egress.exists(r, (r.?to.orValue([]).size() == 0 || r.to.exists(p, p.?ipBlock.?cidr.hasValue())) && r.?ports.orValue([]).exists(q, type(q.?port.orValue('')) == int && q.port in [10250, 10255, 2379, 2380] && q.?endPort.orValue(q.port) == q.port))", "egress")}`,
};
