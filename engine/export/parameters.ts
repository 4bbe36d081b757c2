import type { JsonObject } from "../json";
import { stringsAt } from "../kubernetes/fields";
import type { RuleOptions } from "../rules/rule";
import type { PolicyParameter } from "./policy-source";

/** Where the parameters of exported policies live. */
export const PARAMETERS_NAMESPACE = "rampart-system";

/** The ConfigMap that holds them. */
export const PARAMETERS_NAME = "rampart-parameters";

/** A parameter: what it is filled with at the export, and how a policy reads it. */
interface Parameter {
  readonly description: string;
  /** CEL: the value as a list of strings. */
  readonly read: string;
  readonly values: (options: RuleOptions) => readonly string[];
}

const lines = (key: PolicyParameter) =>
  `params.?data.?${key}.orValue('').split('\\n').map(line, line.trim()).filter(line, line != '')`;

/** Every parameter, by the key of the ConfigMap. */
export const PARAMETERS: Readonly<Record<PolicyParameter, Parameter>> = {
  trustedRegistries: {
    description: "Registries that images may come from; empty: any.",
    read: lines("trustedRegistries"),
    values: ({ trustedRegistries }) => trustedRegistries,
  },
  deniedRegistries: {
    description: "Registries that images must not come from.",
    read: lines("deniedRegistries"),
    values: ({ rules }) => stringsAt(rules["image/denied-registry"], "registries"),
  },
  requiredLabels: {
    description: "Labels or annotations that every workload carries; empty: any that names an owner.",
    read: lines("requiredLabels"),
    values: ({ rules }) => stringsAt(rules["resources/owner-label"], "required"),
  },
  ingressHosts: {
    description: "Hosts that are meant to exist at the edge, each may be followed by its paths; empty: any.",
    read: lines("ingressHosts"),
    values: ({ ingressInventory = [] }) =>
      ingressInventory.map(({ host, paths = [] }) => [host, ...paths].join(" ")),
  },
};

/** The ConfigMap with the values of the configuration; each list one item a line. */
export function parametersConfigMap(options: RuleOptions, keys: Iterable<PolicyParameter>): JsonObject {
  const data: JsonObject = {};
  for (const key of [...keys].sort()) data[key] = PARAMETERS[key].values(options).join("\n");
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: PARAMETERS_NAME,
      namespace: PARAMETERS_NAMESPACE,
      labels: { "app.kubernetes.io/managed-by": "rampart" },
    },
    data,
  };
}
