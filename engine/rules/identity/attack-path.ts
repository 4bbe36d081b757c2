import { attackPaths } from "../../attack-paths/attack-paths";
import { cheapestHop } from "../../attack-paths/hop";
import { fix, set } from "../../fixes/change";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { ROUTE_KINDS } from "../edge/route-kinds";

/** Source: MITRE ATT&CK for Containers; each finding is one path whose every hop the manifests leave open. */
export const attackPath = defineInventoryRule({
  id: "identity/attack-path",
  title: "A path leads from the Internet to a node, an account or a cloud",
  severity: "high",
  why: "Each fault alone may look small, but together they lead from a request on the Internet to what is named: one hole in the program that faces it is enough.",
  remediation:
    "Cut the path at one hop; the message names the one that takes least. The related places show every other.",
  standards: { nsa: ["rbac"], mitre: ["T1190", "T1611", "T1528", "T1552"], owasp: ["K01", "K03"] },
  waive: "The workload is meant to have this power, is watched, and every other hop is guarded.",
  fixable: true,
  since: "0.1.0",
  appliesTo: [
    ...WORKLOAD_KINDS,
    "Service",
    "ServiceAccount",
    "networking.k8s.io/Ingress",
    "networking.k8s.io/NetworkPolicy",
    ...ROUTE_KINDS,
    "networking.istio.io/VirtualService",
    "route.openshift.io/Route",
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
    "rbac.authorization.k8s.io/Role",
    "rbac.authorization.k8s.io/ClusterRole",
  ],
  check({ inventory, options, report }) {
    for (const each of attackPaths(inventory, options.kubernetesVersion)) {
      const { fact, severity, goal, hops, weakness } = each;
      const cheapest = cheapestHop(hops);
      const isToken = cheapest === weakness && weakness.path.at(-1) === "automountServiceAccountToken";
      report(fact, {
        path: weakness.path,
        severity,
        message: `from the Internet to ${goal}: ${hops.map(({ text }) => text).join(" → ")}; cheapest to cut: ${cheapest?.cut ?? ""}`,
        related: hops.map((hop) => ({ fact: hop.fact, path: hop.path, message: hop.text })),
        fixes: isToken
          ? [
              fix(
                "harden",
                "Mount no token; calls to the Kubernetes API then fail",
                set(weakness.path, false),
              ),
            ]
          : [],
      });
    }
  },
});
