import { fix, remove, set } from "../../fixes/change";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: core/v1 `ServiceSpec.type`. A port allocated for a load balancer is not meant here. */
export const nodePort = defineResourceRule({
  id: "edge/node-port",
  title: "Service opens a port on every node",
  severity: "medium",
  why: "A NodePort answers on every node's address and goes round the ingress with its TLS, authentication and WAF. NetworkPolicies often see the node as the client and cannot tell who calls.",
  remediation: "Make the Service ClusterIP and expose it through an ingress or gateway.",
  standards: { mitre: ["T1133"], owasp: ["K07"] },
  equivalents: {
    "kube-linter": ["exposed-services"],
    "kube-score": ["service-type"],
    kics: ["845acfbe"],
    kyverno: ["restrict-nodeport"],
    gatekeeper: ["K8sBlockNodePort"],
    terrascan: ["AC_K8S_0111"],
    popeye: ["1104"],
  },
  controls: ["nodeport"],
  waive: "An external load balancer sends its traffic to this port and nobody else reaches the nodes.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Service"],
  check({ resource, report }) {
    if (stringAt(resource.object, "spec", "type") !== "NodePort") return;
    const numbered = mapsAt(resource.object, "spec", "ports").filter(
      ({ value }) => value.nodePort !== undefined,
    );
    report({
      path: ["spec", "type"],
      message: "this Service answers on a port of every node",
      fixes: [
        fix(
          "unsafe",
          "Make the Service ClusterIP",
          set(["spec", "type"], "ClusterIP"),
          ...numbered.map(({ index }) => remove(["spec", "ports", index, "nodePort"])),
        ),
      ],
    });
  },
});
