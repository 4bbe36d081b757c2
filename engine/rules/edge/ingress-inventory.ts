import { coversPath } from "../../policy/ingress-inventory";
import { defineResourceRule } from "../define-rule";
import { EXPOSING_KINDS, exposedHosts } from "./exposed-hosts";

/** Source: the configuration's `edge.ingressInventory`: the hosts and paths that are meant to exist. */
export const ingressInventory = defineResourceRule({
  id: "edge/ingress-inventory",
  title: "Host or path is not in the declared ingress inventory",
  severity: "medium",
  why: "The inventory says what is meant to be reachable. A host or path beside it is exposed without anybody having decided so.",
  remediation: "Add the host or path to the inventory in `.rampart.yaml`, or remove it here.",
  standards: { mitre: ["T1190"], owasp: ["K07"] },
  since: "0.1.0",
  appliesTo: EXPOSING_KINDS,
  check({ resource, options, report }) {
    const inventory = options.ingressInventory;
    if (!inventory) return;
    for (const { host, paths, at } of exposedHosts(resource)) {
      const entries = inventory.filter((entry) => entry.host === host);
      if (entries.length === 0) {
        report({ path: at, message: `"${host}" is not in the ingress inventory` });
        continue;
      }
      for (const path of paths) {
        if (entries.some((entry) => coversPath(entry, path.value))) continue;
        report({
          path: path.at,
          message: `path "${path.value}" of "${host}" is not in the ingress inventory`,
        });
      }
    }
  },
});
