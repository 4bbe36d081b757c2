import { fix, set } from "../../fixes/change";
import { stringAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { isEveryone, isRestrictedLoadBalancer } from "./load-balancer";
import { isEdgeController, servicePorts } from "./service";

/** Source: core/v1 `ServiceSpec.loadBalancerSourceRanges`. */
export const loadBalancerSourceRanges = defineResourceRule({
  id: "edge/load-balancer-source-ranges",
  title: "LoadBalancer is open to every address",
  severity: "high",
  why: "The cloud gives the Service a public address, and everybody may connect. Databases and dashboards were found this way within hours.",
  remediation:
    "Make the Service ClusterIP behind an ingress, mark the load balancer internal, or name the clients in `loadBalancerSourceRanges`.",
  standards: { mitre: ["T1133", "T1190"], owasp: ["K07"] },
  equivalents: {
    "kube-linter": ["exposed-services"],
    kubescape: ["C-0256"],
    kics: ["26763a1c"],
    kyverno: ["no-loadbalancer-service"],
    gatekeeper: ["K8sBlockLoadBalancer"],
    popeye: ["1103"],
  },
  controls: ["loadbalancer"],
  waive: "The Service is meant for everyone and speaks TLS with its own authentication.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Service"],
  check({ resource, report }) {
    if (stringAt(resource.object, "spec", "type") !== "LoadBalancer") return;
    if (isRestrictedLoadBalancer(resource)) return;
    const ports = servicePorts(resource).map(({ port }) => port);
    const isEdge = isEdgeController(resource) && ports.every((port) => port === 80 || port === 443);
    const ranges = stringsAt(resource.object, "spec", "loadBalancerSourceRanges");
    const everyone = ranges.findIndex(isEveryone);
    report({
      path: everyone >= 0 ? ["spec", "loadBalancerSourceRanges", everyone] : ["spec", "type"],
      message:
        everyone >= 0
          ? `source range ${ranges[everyone]} admits every address`
          : "this LoadBalancer admits every address",
      fixes: [
        fix(
          "input",
          "Admit private addresses alone, then name the ranges that are meant",
          set(["spec", "loadBalancerSourceRanges"], ["10.0.0.0/8"]),
        ),
      ],
      ...(isEdge ? { severity: "low" as const } : {}),
    });
  },
});
