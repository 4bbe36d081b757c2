import { fix, set } from "../../fixes/change";
import { hasMap, numberAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: Karpenter NodePool and EC2NodeClass. */
export const nodePoolLimits = defineResourceRule({
  id: "resources/node-pool-limits",
  title: "Nodes grow without limit, or give pods the node's identity",
  severity: "medium",
  why: "Without limits whoever can create pods buys any number of nodes. With a hop limit above 1 or optional tokens, every pod reads the node's cloud credentials from the metadata service.",
  remediation:
    "Set `spec.limits` on the NodePool, and `httpTokens: required` with a hop limit of 1 on the EC2NodeClass.",
  standards: { nsa: ["resource-limits"], mitre: ["T1552.005", "T1496"], owasp: ["K01"] },
  controls: ["karpenter-cast-ai"],
  since: "0.1.0",
  appliesTo: ["karpenter.sh/NodePool", "karpenter.sh/Provisioner", "karpenter.k8s.aws/EC2NodeClass"],
  check({ resource, report }) {
    const { object } = resource;
    if (resource.group === "karpenter.sh") {
      if (!hasMap(object, "spec", "limits"))
        report({
          path: ["spec", "limits"],
          message: "the node pool has no limits, so it may grow without bounds",
        });
      return;
    }
    const options = ["spec", "metadataOptions"];
    if (stringAt(object, ...options, "httpTokens") === "optional")
      report({
        path: [...options, "httpTokens"],
        message:
          "the metadata service answers without a token, so any request forgery in a pod reads the node's credentials",
        fixes: [fix("harden", "Require tokens", set([...options, "httpTokens"], "required"))],
      });
    const hops = numberAt(object, ...options, "httpPutResponseHopLimit");
    if (hops !== undefined && hops > 1)
      report({
        path: [...options, "httpPutResponseHopLimit"],
        message: `a hop limit of ${hops} lets pods reach the node's credentials`,
        fixes: [
          fix(
            "harden",
            "Keep pods away from the node's credentials",
            set([...options, "httpPutResponseHopLimit"], 1),
          ),
        ],
      });
  },
});
