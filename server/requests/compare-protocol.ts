import { RequestType } from "vscode-languageserver";

/** Names a folder of the workspace by its address. */
export interface CompareParams {
  readonly folder: string;
}

/** A comparison as Markdown, or why there is none, in words for the user. */
export type Comparison = { readonly markdown: string } | { readonly problem: string };

/** Asks what the changes since a revision mean. */
export interface CompareBranchParams extends CompareParams {
  /** Such as `origin/main`. */
  readonly ref: string;
}

/** Asks what differs between two environments of the configuration. */
export interface CompareEnvironmentsParams extends CompareParams {
  readonly left: string;
  readonly right: string;
}

/** `rampart/compare/branch`: `{folder, ref}` → what is changed since the branch left `ref`, edits that are not saved too. */
export const CompareBranch = new RequestType<CompareBranchParams, Comparison, void>("rampart/compare/branch");
/** `rampart/compare/environmentNames`: `{folder}` → the environments that hold files, sorted. */
export const EnvironmentNames = new RequestType<CompareParams, string[], void>(
  "rampart/compare/environmentNames",
);
/** `rampart/compare/environments`: `{folder, left, right}` → how two environments differ in posture, as they are saved. */
export const CompareEnvironments = new RequestType<CompareEnvironmentsParams, Comparison, void>(
  "rampart/compare/environments",
);
