import type { JsonObject } from "../json";
import type { KubernetesMinor } from "../kubernetes/kubernetes-version";
import type { Severity } from "../rules/rule";
import type { Span } from "../yaml/text-position";

/** How a finding counts: from the profile, never from the rule. */
export type Level = "block" | "warn" | "hint";

/** From strictest to mildest. */
export const LEVELS: readonly Level[] = ["block", "warn", "hint"];

/** What a configuration says of one rule. */
export interface RuleSetting {
  readonly enabled?: boolean;
  /** Overrides the level that the profile gives the rule's findings. */
  readonly level?: Level;
  readonly options?: JsonObject;
}

/** A profile: how severities become levels, and whether opinions run. */
export interface Profile {
  readonly name: string;
  readonly levels: Readonly<Record<Severity, Level>>;
  readonly opinions: boolean;
  /** Only the checks of this Pod Security level run. */
  readonly podSecurity?: "baseline" | "restricted";
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** A named environment: the paths that belong to it and the profile they are judged by. */
export interface Environment {
  readonly name: string;
  readonly paths: readonly string[];
  readonly profile?: string;
  readonly kubernetesVersion?: KubernetesMinor;
}

/** A silenced rule on a resource, with somebody who answers for it until a date. */
export interface Waiver {
  readonly rule: string;
  /** `KIND/NAME`, `NAMESPACE/KIND/NAME`, with `*` globs; absent: every resource. */
  readonly resource?: string;
  /** Glob of files, relative to the configuration. */
  readonly path?: string;
  readonly owner: string;
  readonly reason: string;
  /** `YYYY-MM-DD`: the last day on which it holds. */
  readonly expires: string;
  /** The file and 0-based line that declare it, and its index in the list. */
  readonly source: { readonly file: string; readonly line: number; readonly index: number };
}

/** How a chart is installed, for rendering. */
export interface ChartSetting {
  /** The folder of the chart, relative to the configuration. */
  readonly path: string;
  /** Values files in their order, relative to the configuration. */
  readonly values: readonly string[];
  /** The namespace of the release. */
  readonly namespace?: string;
}

/** A policy that a configuration starts from. */
export interface PolicyReference {
  /** A path that begins with `./` or `../`, or the name of a package. */
  readonly from: string;
  /** The SHA-256 that the file must have, in lower-case hexadecimal. */
  readonly sha256?: string;
  /** Offsets of the reference in the configuration's text. */
  readonly span: Span;
}

/** What `.rampart.yaml` says, validated. Every member may be absent; the nearest file wins member by member. */
export interface Configuration {
  /** The policies it starts from, the first weakest. */
  readonly extends?: readonly PolicyReference[];
  readonly kubernetesVersion?: KubernetesMinor;
  readonly profile?: string;
  readonly environments?: readonly Environment[];
  /** Folders that are deployed as a whole, relative to the configuration. */
  readonly scopes?: readonly string[];
  /** How charts are installed. */
  readonly charts?: readonly ChartSetting[];
  /** Documents of the differences between environments, relative to the configuration. */
  readonly gapDocuments?: readonly string[];
  readonly profiles?: Readonly<
    Record<string, Partial<Omit<Profile, "name">> & { readonly extends?: string }>
  >;
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly trustedRegistries?: readonly string[];
  readonly ingress?: readonly { readonly host: string; readonly paths?: readonly string[] }[];
  readonly clusterDns?: string;
  readonly tlsTerminatedBy?: string;
  readonly cloud?: "aks" | "eks" | "gke";
  readonly waivers?: readonly Waiver[];
  /** Globs of files that are not scanned, relative to the configuration. */
  readonly exclude?: readonly string[];
}
