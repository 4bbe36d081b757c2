import type { Configuration } from "../../control-plane/configuration";
import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { argumentHomes } from "../../control-plane/kubeadm-components";
import { fix, set } from "../../fixes/change";
import type { Fix } from "../../fixes/fix";
import { isObject, type JsonObject, type JsonValue, type Path, valueAt } from "../../json";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: k8s.io/kubernetes cmd/kubeadm/app/apis/kubeadm, v1beta3 and v1beta4 */
export const kubeadmExtraArgs = defineConfigurationRule({
  id: "control-plane/kubeadm-extra-args",
  title: "kubeadm cannot read these arguments",
  severity: "medium",
  why: "kubeadm refuses the file, or another version of it reads no argument at all: the hardening is not applied.",
  remediation:
    "Write a list of `name` and `value` from v1beta4 on and a map before, with every value in quotes.",
  standards: { nsa: ["control-plane"] },
  fixable: true,
  since: "0.1.0",
  configurations: [
    CONFIGURATION_KINDS.clusterConfiguration,
    CONFIGURATION_KINDS.initConfiguration,
    CONFIGURATION_KINDS.joinConfiguration,
  ],
  check({ configuration, report }) {
    if (configuration.version === "") return;
    const wantsList = !/^v1(alpha\d|beta[1-3])$/.test(configuration.version);
    for (const { owner, field } of argumentHomes(configuration)) {
      const path = [...owner, field];
      const written = valueAt(configuration.object, path);
      if (written === undefined || written === null) continue;
      if (Array.isArray(written) !== wantsList) {
        report({
          ...configuration.place(path, "key"),
          message: `${configuration.version} reads ${field} as ${wantsList ? "a list of name and value" : "a map"}, not as ${wantsList ? "a map" : "a list"}`,
          fixes: wantsList && isObject(written) ? asList(configuration, path, written) : [],
        });
        continue;
      }
      const values = Array.isArray(written)
        ? written.map((item, index): [Path, JsonValue | undefined] => [
            [index, "value"],
            valueAt(item, ["value"]),
          ])
        : Object.entries(isObject(written) ? written : {}).map(
            ([key, value]): [Path, JsonValue | undefined] => [[key], value],
          );
      for (const [inner, value] of values) {
        if (typeof value !== "boolean" && typeof value !== "number") continue;
        const changes = configuration.edit([set([...path, ...inner], String(value))]);
        report({
          ...configuration.place([...path, ...inner]),
          message: `the value of an argument must be text: ${String(value)} needs quotes`,
          fixes: changes.length > 0 ? [fix("safe", "Put the value in quotes", ...changes)] : [],
        });
      }
    }
  },
});

function asList(configuration: Configuration, path: Path, map: JsonObject): Fix[] {
  const entries = Object.entries(map);
  if (entries.some(([, value]) => value === undefined || value === null || typeof value === "object"))
    return [];
  const list = entries.map(([name, value]) => ({ name, value: String(value) }));
  const changes = configuration.edit([set(path, list)]);
  return changes.length > 0 ? [fix("safe", "Write the arguments as a list", ...changes)] : [];
}
