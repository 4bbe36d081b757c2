import { isObject, type JsonObject, type Path, valueAt } from "../../json";
import { listAt, mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import type { Resource } from "../../kubernetes/resource";
import { FOREIGN_POLICY_KINDS } from "../../network/foreign-policy";
import { defineResourceRule } from "../define-rule";
import { isEveryAddress } from "./policy-rules";

interface Open {
  readonly path: Path;
  readonly message: string;
}

/** Where a Cilium rule means everybody: an empty rule, an entity that is everyone, every address. */
function ciliumOpen(rule: JsonObject, direction: "ingress" | "egress", path: Path): Open | undefined {
  const prefix = direction === "ingress" ? "from" : "to";
  const hasPorts = listAt(rule, "toPorts").length > 0;
  if (Object.keys(rule).length === 0)
    return { path, message: `an empty rule allows ${direction} ${prefix} everybody on every port` };
  if (hasPorts) return undefined;
  const entities = stringsAt(rule, `${prefix}Entities`);
  const entity = entities.findIndex((each) => each === "all" || each === "world");
  if (entity >= 0) {
    return {
      path: [...path, `${prefix}Entities`, entity],
      message: `${direction} ${prefix} entity "${entities[entity]}" is allowed on every port`,
    };
  }
  const block = stringsAt(rule, `${prefix}CIDR`).findIndex(isEveryAddress);
  if (block >= 0)
    return {
      path: [...path, `${prefix}CIDR`, block],
      message: `${direction} ${prefix} every address is allowed on every port`,
    };
  return undefined;
}

function ciliumFindings(resource: Resource): Open[] {
  const specs: { value: JsonObject; path: Path }[] = mapsAt(resource.object, "specs").map(
    ({ index, value }) => ({
      value,
      path: ["specs", index],
    }),
  );
  const spec = valueAt(resource.object, ["spec"]);
  if (isObject(spec)) specs.unshift({ value: spec, path: ["spec"] });
  return specs.flatMap(({ value, path }) =>
    (["ingress", "egress"] as const).flatMap((direction) =>
      mapsAt(value, direction).flatMap(
        (rule) => ciliumOpen(rule.value, direction, [...path, direction, rule.index]) ?? [],
      ),
    ),
  );
}

function calicoFindings(resource: Resource): Open[] {
  return (["ingress", "egress"] as const).flatMap((direction) => {
    const side = direction === "ingress" ? "source" : "destination";
    return mapsAt(resource.object, "spec", direction).flatMap(({ index, value }) => {
      const path = ["spec", direction, index];
      if (stringAt(value, "action") !== "Allow" || value.protocol !== undefined || value.http !== undefined)
        return [];
      const other = valueAt(value, [side]);
      const isEveryone =
        !isObject(other) || Object.keys(other).length === 0 || stringsAt(other, "nets").some(isEveryAddress);
      return isEveryone && !isObject(value[side === "source" ? "destination" : "source"])
        ? [{ path, message: `${direction} is allowed for everybody on every port` }]
        : [];
    });
  });
}

/** Sources: docs.cilium.io "Layer 3 Policies" (entities, CIDR, empty rules); docs.tigera.io policy rules. */
export const pluginPolicyOpen = defineResourceRule({
  id: "network/plugin-policy-open",
  title: "Cilium or Calico policy allows everybody",
  severity: "medium",
  why: "An empty rule, the entity `all` or `world`, or every address opens the pods to everybody on every port. Policies add up, so it undoes each default deny beside it.",
  remediation: "Name the peers and the ports that are needed.",
  standards: { nsa: ["network-policies"], mitre: ["T1210"], owasp: ["K07"] },
  equivalents: { kubescape: ["C-0030", "C-0049", "C-0260"], popeye: ["1203"] },
  controls: ["ciliumnetworkpolicy-understood", "allow-all-empty-selector"],
  since: "0.1.0",
  appliesTo: Object.keys(FOREIGN_POLICY_KINDS),
  check({ resource, report }) {
    const found = resource.group === "cilium.io" ? ciliumFindings(resource) : calicoFindings(resource);
    for (const { path, message } of found) report({ path, message });
  },
});
