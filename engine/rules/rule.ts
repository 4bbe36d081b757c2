import type { Fix } from "../fixes/fix";
import type { Fact } from "../inventory/fact";
import type { Inventory } from "../inventory/inventory";
import type { JsonObject, Path } from "../json";
import type { KubernetesMinor } from "../kubernetes/kubernetes-version";
import type { Container, PodTemplate } from "../kubernetes/pod-template";
import type { GroupKind, Resource } from "../kubernetes/resource";
import type { Span } from "../yaml/text-position";
import type { PartCheck } from "./parts";

/** The eleven layers, in the order in which they are listed everywhere. */
export const LAYERS = [
  "edge",
  "network",
  "identity",
  "secrets",
  "workload",
  "image",
  "resources",
  "admission",
  "control-plane",
  "mesh",
  "operations",
] as const;

/** A layer of defence; the prefix of a rule's id. */
export type Layer = (typeof LAYERS)[number];

/** From worst to mildest. */
export const SEVERITIES = ["critical", "high", "medium", "low"] as const;

/** What an attacker gains; never depends on the profile. */
export type Severity = (typeof SEVERITIES)[number];

/** `layer/kebab-name`. */
export type RuleId = `${Layer}/${string}`;

/** The standards that a rule serves, by control id. `pss` names the levels it belongs to. */
export interface Standards {
  readonly pss?: readonly ("baseline" | "restricted")[];
  readonly cis?: readonly string[];
  readonly nsa?: readonly string[];
  readonly mitre?: readonly string[];
  readonly owasp?: readonly string[];
}

/** Other tools' ids for the same control. Keys are the tools' own names. */
export type Equivalents = Readonly<Partial<Record<EquivalentTool, readonly string[]>>>;

/** The tools whose rule ids and suppressions are understood. */
export type EquivalentTool =
  | "kube-linter"
  | "checkov"
  | "trivy"
  | "kubescape"
  | "kube-score"
  | "polaris"
  | "kubeaudit"
  | "kubesec"
  | "kics"
  | "kyverno"
  | "gatekeeper"
  | "popeye"
  | "terrascan";

/** What every rule says of itself. */
export interface RuleMetadata {
  readonly id: RuleId;
  /** One line, without a full stop: the fault, not the wish. */
  readonly title: string;
  readonly severity: Severity;
  /** The attack or the outage, in at most two sentences. */
  readonly why: string;
  /** How to put it right, in a sentence or two. */
  readonly remediation: string;
  readonly standards?: Standards;
  readonly equivalents?: Equivalents;
  /** Opinions are off unless named by `--rule`, the configuration, or the profile `strict`. */
  readonly opinion?: true;
  /** Rules that contradict each other never run together under `strict`; both name the same group, the first of it wins. */
  readonly exclusiveGroup?: string;
  /** The rows of the catalogue of controls that this rule decides, by the row's key; see docs/coverage.md. */
  readonly controls?: readonly string[];
  /** When a waiver is the right answer, for the rule's page. */
  readonly waive?: string;
  /** Whether it offers fixes; a test over the rule's examples keeps this true. */
  readonly fixable?: true;
  /** Why a machine cannot put it right, without a full stop. Reasons that many rules share are in docs/data/no-fix.json. */
  readonly noFix?: string;
  /** The version of Rampart that brought it. */
  readonly since: string;
}

/** One fault, as a rule reports it. Paths are relative to the resource. */
export interface Report {
  readonly path: Path;
  readonly message: string;
  /** Point at the key instead of the value. */
  readonly target?: "key";
  /** A part of the string at `path`: offsets in its value, UTF-16, end exclusive. */
  readonly span?: Span;
  /** Where the fault stands in the text of a file that is no YAML: offsets, UTF-16, end exclusive. */
  readonly at?: Span;
  /** Only where the fault weighs more or less than the rule says (reach, mitigations in sight). */
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly RelatedPlace[];
}

/** Another place that explains a finding: in the same resource, or in that of a fact. */
export interface RelatedPlace {
  readonly fact?: Fact;
  readonly path: Path;
  readonly message: string;
}

/** What a rule may know beside the resource. */
export interface RuleOptions {
  readonly kubernetesVersion: KubernetesMinor;
  /** Registries that images may come from, as `host` or `host/path` prefixes; empty where none are declared. */
  readonly trustedRegistries: readonly string[];
  /** Hosts (and paths) that are meant to exist at the edge, from the configuration; `undefined` where no inventory is declared. */
  readonly ingressInventory:
    | readonly { readonly host: string; readonly paths?: readonly string[] }[]
    | undefined;
  /** TLS is terminated in front of the cluster by what is named here (`edge.tlsTerminatedBy`). */
  readonly tlsTerminatedBy: string | undefined;
  /** The cluster's DNS preset; see `engine/network/cluster-dns.ts`. */
  readonly clusterDns: string;
  readonly cloud: "aks" | "eks" | "gke" | undefined;
  /** Options of single rules from the configuration, by rule id. */
  readonly rules: Readonly<Record<string, JsonObject>>;
}

/** The options that hold where nothing is configured. */
export const DEFAULT_OPTIONS: RuleOptions = {
  kubernetesVersion: 37,
  trustedRegistries: [],
  ingressInventory: undefined,
  tlsTerminatedBy: undefined,
  clusterDns: "kube-dns",
  cloud: undefined,
  rules: {},
};

/** What the check of a document rule receives. */
export interface ResourceContext {
  readonly resource: Resource;
  /** The pod templates of the resource; empty for kinds that run no pods. */
  readonly pods: readonly PodTemplate[];
  readonly options: RuleOptions;
  report(report: Report): void;
}

/** What the check of a pod rule receives. */
export interface PodContext extends ResourceContext {
  readonly pod: PodTemplate;
}

/** What the check of a container rule receives. */
export interface ContainerContext extends PodContext {
  readonly container: Container;
}

/** What the check of an inventory rule receives. Reports name the fact whose resource is at fault. */
export interface InventoryContext {
  readonly inventory: Inventory;
  readonly options: RuleOptions;
  report(fact: Fact, report: Report): void;
}

/** A rule that is judged from one resource alone. */
export interface DocumentRule extends RuleMetadata {
  readonly scope: "document";
  /** The kinds it reads; `"*"` for every resource. */
  readonly appliesTo: readonly GroupKind[];
  check(context: ResourceContext): void;
  /** The same question, where it is about one part at a time: who runs many rules lists the parts once for all of them. */
  readonly each?: PartCheck;
}

/** A rule that needs the resources that live together. */
export interface InventoryRule extends RuleMetadata {
  readonly scope: "inventory";
  readonly appliesTo: readonly GroupKind[];
  /** Judges absence, so it runs only where the scope is closed: a kustomization, a chart, a declared folder. */
  readonly needsClosedScope?: true;
  /**
   * It is run on the view from each namespace instead of the whole scope, so that an edit costs no more than what the
   * edited namespace holds. For rules whose findings in a namespace depend on what lies in it or in none; what else they
   * look at they ask of `inventory.whole`.
   */
  readonly eachNamespace?: true;
  check(context: InventoryContext): void;
}

/** A rule about waivers and suppressions, which the policy reports itself. */
export interface PolicyRule extends RuleMetadata {
  readonly scope: "policy";
  readonly appliesTo: readonly GroupKind[];
}

/** Any rule of the registry. */
export type Rule = DocumentRule | InventoryRule | PolicyRule;

/** The layer of a rule, from its id. */
export function layerOf(id: RuleId): Layer {
  return id.slice(0, id.indexOf("/")) as Layer;
}
