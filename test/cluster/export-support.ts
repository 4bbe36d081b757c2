import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { analyzeFile, readManifestFile } from "../../engine/analyze-file";
import { policySources } from "../../engine/export/cel/registry";
import { EXEMPT_NAMESPACES } from "../../engine/export/exempt";
import type { JsonObject } from "../../engine/json";
import { mapsAt, stringAt } from "../../engine/kubernetes/fields";
import { isSystemNamespace } from "../../engine/kubernetes/system-namespaces";
import type { Configuration, RuleSetting } from "../../engine/policy/configuration";
import { DEFAULT_OPTIONS, type RuleOptions } from "../../engine/rules/rule";
import type { ApiResponse } from "./api-client";
import type { ControlPlane } from "./control-plane";
import { EXTRA_EXAMPLES } from "./export-extra-examples";

/** The namespace that an object is written for. */
export function namespaceOf(object: JsonObject): string | undefined {
  return stringAt(object, "metadata", "namespace");
}

/** Whether the exported policies leave a namespace alone. */
export function isExemptNamespace(name: string | undefined): boolean {
  return name !== undefined && (EXEMPT_NAMESPACES.includes(name) || isSystemNamespace(name));
}

/** The service accounts and priority classes that the pods among some examples name. */
export function neededBy(examples: readonly ExampleObject[]): JsonObject[] {
  const accounts = new Map<string, JsonObject>();
  for (const { object } of examples) {
    const namespace = namespaceOf(object) ?? "shop";
    const name = stringAt(object, "spec", "serviceAccountName");
    const priority = stringAt(object, "spec", "priorityClassName");
    if (object.kind === "Pod" && priority && !priority.startsWith("system-"))
      accounts.set(priority, {
        apiVersion: "scheduling.k8s.io/v1",
        kind: "PriorityClass",
        metadata: { name: priority },
        value: 1000,
      });
    if (object.kind !== "Pod" || !name || isExemptNamespace(namespace)) continue;
    accounts.set(`${namespace}/${name}`, {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name, namespace },
    });
  }
  return [...accounts.values()];
}

const EXAMPLES = resolve(__dirname, "../../docs/examples");

/** One object of an example, as the API server may get it. */
export interface ExampleObject {
  /** `workload/privileged.bad.yaml[0]` */
  readonly source: string;
  /** The rule whose example it is. */
  readonly rule: string;
  readonly object: JsonObject;
  readonly options: RuleOptions;
}

/** The objects of every example of a rule, bad and good. */
export function examplesOf(rule: string): ExampleObject[] {
  const own = EXTRA_EXAMPLES[rule] ?? [];
  const extra = own.map((object, index) => ({
    source: `${rule}, of the test[${index}]`,
    rule,
    object,
    options: DEFAULT_OPTIONS,
  }));
  return ["bad", "good"]
    .flatMap((which) => {
      const name = `${rule}.${which}.yaml`;
      const path = join(EXAMPLES, name);
      if (!existsSync(path)) return [];
      const text = readFileSync(path, "utf8");
      // Files that are known by their name are no objects of the API.
      if (/^# file: /m.test(text)) return [];
      const options = /^# options: (.*)$/m.exec(text)?.[1];
      return readManifestFile("manifest.yaml", text)
        .documents.flatMap(({ resources }) => resources)
        .map(({ object }, index) => ({
          source: `${name}[${index}]`,
          rule,
          object,
          options: { ...DEFAULT_OPTIONS, ...(options ? JSON.parse(options) : {}) },
        }));
    })
    .concat(extra);
}

/** One configuration with all that the examples of some rules declare, the version apart. */
export function exampleConfiguration(rules: readonly string[]): Configuration {
  const declared = rules.flatMap(examplesOf).map(({ options }) => options);
  const settings: Record<string, RuleSetting> = {};
  for (const { rules: own } of declared)
    for (const [id, options] of Object.entries(own)) settings[id] = { options };
  const ingress = declared.flatMap(({ ingressInventory = [] }) => ingressInventory);
  const cloud = declared.find((options) => options.cloud)?.cloud;
  return {
    trustedRegistries: [...new Set(declared.flatMap(({ trustedRegistries }) => trustedRegistries))],
    rules: settings,
    ...(ingress.length > 0 ? { ingress } : {}),
    ...(cloud ? { cloud } : {}),
  };
}

/**
 * Definitions of the custom resources that examples of exported rules hold, without a schema: the policies must cope
 * with fields that nothing has defaulted.
 */
export function customResourceDefinitions(): JsonObject[] {
  const definitions = new Map<string, JsonObject>();
  for (const { object } of policySources.flatMap(({ rule }) => examplesOf(rule))) {
    const [group = "", version = ""] = String(object.apiVersion).split("/");
    if (version === "" || !group.includes(".") || BUILT_IN.test(group)) continue;
    const kind = String(object.kind);
    const plural = pluralOf(kind.toLowerCase());
    const versions = mapsAt(definitions.get(`${group}/${kind}`), "spec", "versions").map(
      ({ value }) => value,
    );
    if (versions.some(({ name }) => name === version)) continue;
    const scope = namespaceOf(object) === undefined ? "Cluster" : "Namespaced";
    definitions.set(`${group}/${kind}`, {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: {
        name: `${plural}.${group}`,
        annotations: { "api-approved.kubernetes.io": "https://example.org/only-a-test" },
      },
      spec: {
        group,
        scope,
        names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
        versions: [
          ...versions,
          {
            name: version,
            served: true,
            storage: versions.length === 0,
            schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
          },
        ],
      },
    });
  }
  return [...definitions.values()];
}

function pluralOf(kind: string): string {
  if (kind.endsWith("ss")) return `${kind}es`;
  if (kind.endsWith("s")) return kind;
  return `${kind}s`.replace(/([^aeiou])ys$/, "$1ies");
}

/** The groups of the API server itself that have a dot. */
const BUILT_IN =
  /^(admissionregistration|apiextensions|apiregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage)\.k8s\.io$/;

/** The document rules that the engine holds against an object, opinions included. */
export function engineVerdict(object: JsonObject, options: RuleOptions): Set<string> {
  const file = readManifestFile("manifest.json", JSON.stringify(object));
  return new Set(analyzeFile(file, options, () => true).findings.map(({ rule }) => rule));
}

interface Served {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Sends objects to a control plane by what it says it serves. */
export interface ObjectSender {
  /** Whether the kind of a CustomResourceDefinition is served already. */
  serves(definition: JsonObject): boolean;
  /** The path of an object's collection, or `undefined` where its kind is not served. */
  collectionOf(object: JsonObject): string | undefined;
  /** Creates an object without storing it. */
  tryCreate(object: JsonObject): Promise<ApiResponse>;
}

/** Reads what a control plane serves. */
export async function createObjectSender(cluster: ControlPlane): Promise<ObjectSender> {
  const served = new Map<string, Served>();
  const groups = (await cluster.request("GET", "/apis")).body.groups;
  const versions = [
    "v1",
    ...groups.flatMap((group: { versions: { groupVersion: string }[] }) =>
      group.versions.map(({ groupVersion }) => groupVersion),
    ),
  ];
  await Promise.all(
    versions.map(async (version: string) => {
      const base = version === "v1" ? "/api/v1" : `/apis/${version}`;
      // A group that was just defined may be listed before it is served.
      const { resources = [] } = (await cluster.request("GET", base)).body;
      for (const { name, kind, namespaced } of resources) {
        if (!name.includes("/")) served.set(`${version}/${kind}`, { plural: name, namespaced });
      }
    }),
  );
  const collectionOf = (object: JsonObject) => {
    const { apiVersion, kind } = object;
    const found = served.get(`${apiVersion}/${kind}`);
    if (!found) return undefined;
    const base = apiVersion === "v1" ? "/api/v1" : `/apis/${apiVersion}`;
    const namespace = namespaceOf(object) ?? "shop";
    return found.namespaced ? `${base}/namespaces/${namespace}/${found.plural}` : `${base}/${found.plural}`;
  };
  return {
    collectionOf,
    serves: (definition) =>
      mapsAt(definition, "spec", "versions").every(({ value }) =>
        served.has(
          `${stringAt(definition, "spec", "group")}/${stringAt(value, "name")}/${stringAt(definition, "spec", "names", "kind")}`,
        ),
      ),
    tryCreate: (object) => cluster.request("POST", `${collectionOf(object)}?dryRun=All`, object),
  };
}

/** The warnings of an answer, without their code and quotes. */
export function warningsOf({ headers }: ApiResponse): string[] {
  const { warning = [] } = headers;
  const joined = Array.isArray(warning) ? warning : [warning];
  return joined.flatMap((text) =>
    [...text.matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, each = ""]) => each),
  );
}
