import { extractFact } from "../inventory/extract-fact";
import type { Fact } from "../inventory/fact";
import type { JsonValue } from "../json";
import type { KubernetesMinor } from "../kubernetes/kubernetes-version";
import { resourcesOf } from "../kubernetes/resource";
import defaultRbac from "./default-rbac.json";

/** The file that facts of default roles name as their source; no such file exists. */
export const DEFAULT_RBAC_FILE = "kubernetes:default-rbac";

/** Whether a fact is a default role or binding of Kubernetes, not of the manifests. */
export function isDefaultRbac(fact: Fact): boolean {
  return fact.source.file === DEFAULT_RBAC_FILE;
}

let facts: readonly Fact[] | undefined;

/**
 * The roles and bindings that every API server makes at its start, dumped from Kubernetes 1.37.2 with aggregated roles
 * not yet filled.
 *
 * The same list stands for every other minor version: names, bindings and the aggregation of view, edit and admin are
 * older than all versions we know, but single rules differ (write access to endpoints left edit in 1.22, resources of
 * newer groups are absent from older clusters). An answer that hangs on such a rule may be wrong there.
 */
export function defaultRbacFacts(_version: KubernetesMinor): readonly Fact[] {
  facts ??= (defaultRbac.items as readonly JsonValue[]).flatMap((item, document) =>
    resourcesOf(item).map((resource) => ({
      ...extractFact(resource),
      source: { file: DEFAULT_RBAC_FILE, document, base: resource.base },
    })),
  );
  return facts;
}
