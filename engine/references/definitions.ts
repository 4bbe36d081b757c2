import type { Fact } from "../inventory/fact";
import type { Inventory } from "../inventory/inventory";
import type { GroupKind } from "../kubernetes/resource";
import { isClusterScopedKind } from "./cluster-scoped";
import { findPlaces } from "./find-places";
import type { Definition } from "./reference";
import { EACH } from "./reference-rows";

/** Where a resource says how another is called that a controller or generator makes of it. */
interface ProducerRow {
  readonly in: GroupKind;
  readonly makes: GroupKind;
  /** Where the name is written; where it is not, the other has the same name. */
  readonly path?: readonly string[];
  /** Whether the name of the resource itself counts where the path holds none. */
  readonly orOwnName?: true;
}

const PRODUCERS: readonly ProducerRow[] = [
  {
    in: "external-secrets.io/ExternalSecret",
    makes: "Secret",
    path: ["spec", "target", "name"],
    orOwnName: true,
  },
  { in: "bitnami.com/SealedSecret", makes: "Secret", orOwnName: true },
  {
    in: "secrets-store.csi.x-k8s.io/SecretProviderClass",
    makes: "Secret",
    path: ["spec", "secretObjects", EACH, "secretName"],
  },
  { in: "cert-manager.io/Certificate", makes: "Secret", path: ["spec", "secretName"] },
  { in: "kustomize.config.k8s.io/Kustomization", makes: "Secret", path: ["secretGenerator", EACH, "name"] },
  {
    in: "kustomize.config.k8s.io/Kustomization",
    makes: "ConfigMap",
    path: ["configMapGenerator", EACH, "name"],
  },
];

/** Kinds of files that are read as resources: they are nothing that can be named. */
const FILES: ReadonlySet<GroupKind> = new Set([
  "kustomize.config.k8s.io/Kustomization",
  "helm.sh/Chart",
  "helm.sh/Values",
  "github.com/Workflow",
  "gitlab.com/Pipeline",
  "azure.com/Pipeline",
  "kube-rampart/Configuration",
]);

/** Every name that the resources of a scope define, their own first. */
export function definitionsIn(inventory: Inventory): Definition[] {
  const own = inventory.facts.flatMap((fact): Definition[] =>
    fact.name === undefined || FILES.has(fact.groupKind)
      ? []
      : [define(fact, ["metadata", "name"], fact.groupKind, fact.name, false)],
  );
  return [...own, ...PRODUCERS.flatMap((row) => inventory.ofKind(row.in).flatMap((fact) => made(fact, row)))];
}

function made(fact: Fact, { makes, path, orOwnName }: ProducerRow): Definition[] {
  const written = path ? findPlaces(fact.data, path) : [];
  if (written.length === 0 && orOwnName && fact.name !== undefined)
    return [define(fact, ["metadata", "name"], makes, fact.name, true)];
  return written.map(({ path: at, value }) => define(fact, at, makes, value, true));
}

function define(
  fact: Fact,
  path: Definition["path"],
  groupKind: GroupKind,
  name: string,
  isProduced: boolean,
): Definition {
  const namespace = isClusterScopedKind(groupKind) ? undefined : fact.namespace;
  return { fact, path, target: { groupKind, namespace, name }, isProduced };
}
