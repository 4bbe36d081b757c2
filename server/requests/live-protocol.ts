import { type Location, type Range, RequestType } from "vscode-languageserver";
import type { Path } from "../../engine/json";
import type { GroupKind } from "../../engine/kubernetes/resource";
import type { Level, Profile } from "../../engine/policy/configuration";
import type { RuleOptions } from "../../engine/rules/rule";

/** An object of a cluster, and a place in it. */
export interface LivePlaceQuestion {
  readonly groupKind: GroupKind;
  /** Absent for kinds that live in no namespace. */
  readonly namespace?: string;
  readonly name: string;
  readonly path: Path;
}

/** Where that is written in the workspace. */
export interface LivePlace extends Location {
  /** The document of the file that declares the object. */
  readonly within: Range;
}

/** `rampart/live/places`: objects of a cluster → where the workspace declares each, as kustomizations name it. */
export const LivePlaces = new RequestType<LivePlaceQuestion[], (LivePlace | null)[], void>(
  "rampart/live/places",
);

/** How a folder is judged, as plain data. */
export interface LivePolicyAnswer {
  readonly profile: Profile;
  readonly options: RuleOptions;
  /** The ids of the rules that run. */
  readonly enabled: readonly string[];
  /** Levels of rules that do not have the profile's. */
  readonly levels: Readonly<Record<string, Level>>;
}

/** `rampart/live/policy`: `{folder}` → how that folder is judged; without one, how files outside every folder are. */
export const LivePolicy = new RequestType<{ readonly folder?: string }, LivePolicyAnswer | null, void>(
  "rampart/live/policy",
);

/** A kustomization or chart of the workspace, with what the user's tool makes of it, or why it makes nothing. */
export interface RenderedSource {
  /** The address of the file that declares it. */
  readonly uri: string;
  readonly text?: string;
  /** The namespace of a chart's release, for resources that name none. */
  readonly namespace?: string;
  readonly failure?: string;
  /** Addresses of the files that it is made of. */
  readonly files: readonly string[];
}

/**
 * `rampart/live/rendered`: `{trusted}` → the kustomizations and charts of the workspace as tools render them, where the
 * setting `rampart.render` lets them; the client says that the user trusts the workspace.
 */
export const LiveRendered = new RequestType<{ readonly trusted: boolean }, RenderedSource[], void>(
  "rampart/live/rendered",
);
