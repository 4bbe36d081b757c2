import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Pods that do not set ndots, own DNS settings apart. */
export const dnsOptionsPolicy: PolicySource = {
  rule: "resources/dns-options",
  match: "pods",
  offences: when(
    "!(variables.podSpec.?dnsPolicy.orValue('') in ['Default', 'None']) && !variables.podSpec.?dnsConfig.?options.orValue([]).exists(o, o.?name.orValue('') == 'ndots')",
    "the pod",
  ),
};
