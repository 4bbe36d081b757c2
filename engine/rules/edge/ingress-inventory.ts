import type { Path } from "../../json";
import { stringAt, stringsAt } from "../../kubernetes/fields";
import type { Resource } from "../../kubernetes/resource";
import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS, ingressRules, isChallengeSolver } from "./ingress";

interface Exposed {
  readonly host: string;
  readonly paths: readonly { readonly value: string; readonly at: Path }[];
  readonly at: Path;
}

function exposedBy(resource: Resource): Exposed[] {
  if (resource.kind === "Ingress") {
    return ingressRules(resource).flatMap(({ host, path, paths }) =>
      host
        ? [
            {
              host,
              at: [...path, "host"],
              paths: paths.flatMap(({ value, at }) => (value ? [{ value, at: [...at, "path"] }] : [])),
            },
          ]
        : [],
    );
  }
  const single = stringAt(resource.object, "spec", "host");
  if (single !== undefined) return [{ host: single, at: ["spec", "host"], paths: [] }];
  return stringsAt(resource.object, "spec", "hostnames").map((host, index) => ({
    host,
    at: ["spec", "hostnames", index],
    paths: [],
  }));
}

/** Source: the configuration's `edge.ingressInventory`: the hosts and paths that are meant to exist. */
export const ingressInventory = defineResourceRule({
  id: "edge/ingress-inventory",
  title: "Host or path is not in the declared ingress inventory",
  severity: "medium",
  why: "The inventory says what is meant to be reachable. A host or path beside it is exposed without anybody having decided so.",
  remediation: "Add the host or path to the inventory in `.rampart.yaml`, or remove it here.",
  standards: { mitre: ["T1190"], owasp: ["K07"] },
  since: "0.1.0",
  appliesTo: [
    ...INGRESS_KINDS,
    "gateway.networking.k8s.io/HTTPRoute",
    "gateway.networking.k8s.io/GRPCRoute",
    "gateway.networking.k8s.io/TLSRoute",
    "route.openshift.io/Route",
  ],
  check({ resource, options, report }) {
    const inventory = options.ingressInventory;
    if (!inventory || isChallengeSolver(resource)) return;
    for (const { host, paths, at } of exposedBy(resource)) {
      const entries = inventory.filter((entry) => entry.host === host);
      if (entries.length === 0) {
        report({ path: at, message: `"${host}" is not in the ingress inventory` });
        continue;
      }
      const allowed = entries.flatMap((entry) => entry.paths ?? []);
      if (allowed.length === 0 || entries.some((entry) => entry.paths === undefined)) continue;
      for (const path of paths) {
        if (
          allowed.some((each) => path.value === each || path.value.startsWith(`${each.replace(/\/$/, "")}/`))
        )
          continue;
        report({
          path: path.at,
          message: `path "${path.value}" of "${host}" is not in the ingress inventory`,
        });
      }
    }
  },
});
