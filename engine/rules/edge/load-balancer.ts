import { stringsAt } from "../../kubernetes/fields";
import type { Resource } from "../../kubernetes/resource";

/*
 * Annotations that keep a load balancer inside or restrict its clients. Sources: cloud-provider-azure "LoadBalancer",
 * AWS Load Balancer Controller "Service annotations", GKE "LoadBalancer Service parameters".
 */
export const INTERNAL: readonly (readonly [string, RegExp])[] = [
  ["service.beta.kubernetes.io/azure-load-balancer-internal", /^true$/],
  ["service.beta.kubernetes.io/azure-allowed-ip-ranges", /./],
  ["service.beta.kubernetes.io/azure-allowed-service-tags", /./],
  ["service.beta.kubernetes.io/aws-load-balancer-scheme", /^internal$/],
  ["service.beta.kubernetes.io/aws-load-balancer-internal", /^(true|0\.0\.0\.0\/0)$/],
  ["service.beta.kubernetes.io/load-balancer-source-ranges", /^(?!0\.0\.0\.0\/0$)./],
  ["networking.gke.io/load-balancer-type", /^internal$/i],
  ["cloud.google.com/load-balancer-type", /^internal$/i],
  ["service.beta.kubernetes.io/oci-load-balancer-internal", /^true$/],
  ["service.beta.kubernetes.io/openstack-internal-load-balancer", /^true$/],
];

/** Whether a load balancer stays inside the network or admits named clients only. */
export function isRestrictedLoadBalancer(resource: Pick<Resource, "annotations" | "object">): boolean {
  const ranges = stringsAt(resource.object, "spec", "loadBalancerSourceRanges");
  return (
    (ranges.length > 0 && !ranges.some(isEveryone)) ||
    INTERNAL.some(([key, value]) => value.test(resource.annotations[key] ?? ""))
  );
}

/** Whether a range admits every address of its family. */
export function isEveryone(range: string): boolean {
  return range === "0.0.0.0/0" || range === "::/0";
}
