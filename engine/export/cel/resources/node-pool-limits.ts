import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Node pools without limits, and node classes that give pods the credentials of the node. */
export const nodePoolLimitsPolicy: PolicySource = {
  rule: "resources/node-pool-limits",
  match: [
    { group: "karpenter.sh", resources: ["nodepools", "provisioners"] },
    { group: "karpenter.k8s.aws", resources: ["ec2nodeclasses"] },
  ],
  offences: `variables.root.kind == 'EC2NodeClass' ? ${when("variables.spec.?metadataOptions.?httpTokens.orValue('') == 'optional'", "httpTokens")} + ${when("variables.spec.?metadataOptions.?httpPutResponseHopLimit.orValue(1) > 1", "httpPutResponseHopLimit")} : ${when("!variables.spec.?limits.hasValue()", "limits")}`,
};
