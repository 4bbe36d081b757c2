import type { CodeAction, CompletionItem } from "vscode-languageserver";
import type { ChartSetting, Waiver } from "../engine/policy/configuration";
import type { Policy, Selection } from "../engine/policy/policy";
import type { FactCache } from "../workspace/fact-cache";
import type { ConfigurationFileProblem, GapDocumentPath } from "../workspace/policies";
import type { RenderOptions, RenderResult } from "../workspace/render";
import type { Scope } from "../workspace/scopes";
import type { ActionRequest } from "./code-actions/request";
import type { CompletionRequest } from "./completion/request";
import type { Differences, DifferencesOptions } from "./gap/differences";
import type { FolderIndex, IndexPolicies } from "./index/folder-index";
import type { OpenManifest } from "./open-manifests";
import type { Renderings, RenderingsOptions } from "./render/renderings";
import type { RuleTexts } from "./rule-texts";
import type { Session } from "./session";

/** What the server needs of the place it runs in. Everything about files is absent in a browser worker. */
export interface Host {
  /** Runs a function once the current turn of the event loop is over. */
  readonly defer: (run: () => void) => void;
  /** Present where there is a file system: everything that looks beyond open documents. */
  readonly files?: HostFiles;
  /** Present beside `files`: the features that need to know what lives together. */
  readonly features?: WorkspaceFeatures;
  /** Called when a large workspace has been read: from then on an edit runs much of the engine over and over. */
  readonly largeWorkspace?: () => void;
}

/** Features over whole workspaces. A browser worker is built without them. */
export interface WorkspaceFeatures {
  /** Renders kustomizations and charts. */
  createRenderings(options: RenderingsOptions): Renderings;
  /** Compares environments. */
  createDifferences(options: DifferencesOptions): Differences;
  /** Answers the requests that need them. */
  start(session: Session): void;
  /** Sources of completions beside those of single documents. */
  readonly completions: readonly CompletionSource[];
  /** Families of code actions that mend something, beside those of single documents. */
  readonly fixes: readonly ActionFamily[];
  /** Families of code actions that accept a finding. */
  readonly waivers: readonly ActionFamily[];
  /** Computes the edit of an action of theirs that was chosen; `undefined` for others. */
  resolve(session: Session, manifest: OpenManifest, action: CodeAction): CodeAction | undefined;
}

/** Offers completions for a request. */
export type CompletionSource = (
  request: CompletionRequest,
) => readonly CompletionItem[] | Promise<readonly CompletionItem[]>;

/** Offers code actions for a request. */
export type ActionFamily = (request: ActionRequest) => readonly CodeAction[] | Promise<readonly CodeAction[]>;

/** The file system, as far as the server may look into it. Names are relative to a folder, with forward slashes. */
export interface HostFiles {
  /** The manifests below a folder, sorted; empty for a folder that is not on disk. */
  find(folderUri: string): Promise<readonly string[]>;
  /** The text of a file, or `undefined` where it cannot or must not be read (missing, binary, too large). */
  read(uri: string): Promise<string | undefined>;
  /**
   * Reads the configuration of some files.
   *
   * @throws PolicyError for a profile that does not exist
   */
  loadPolicies(folderUri: string, names: readonly string[], selection: Selection): Promise<FolderPolicies>;
  /** Where a file is on the disk; `undefined` for one that is not on it. */
  pathOf(uri: string): string | undefined;
  /**
   * Renders a scope of a folder with the tool that the user has, or says why not; see `renderScope`. It runs programs:
   * only for a workspace that the user trusts.
   */
  render(folderUri: string, scope: Scope, request: RenderRequest): Promise<RenderResult>;
  /** The texts of the rules, which are shipped beside the server. */
  ruleTexts(): Promise<RuleTexts>;
  /** The hardened snippets that are shipped beside the server. */
  snippets(): Promise<readonly Snippet[]>;
  /** Starts the index of a folder. */
  createIndex(policies: IndexPolicies): FolderIndex;
  /** Opens what is known of the files of a folder from the last time; `undefined` where nothing can be kept. */
  openFactCache(folderUri: string): FactCache | undefined;
}

/** What a rendering of the server works with; paths are absolute. */
export interface RenderRequest extends Required<Pick<RenderOptions, "textOf" | "onRead" | "signal">> {
  /** How charts are installed. */
  readonly charts: readonly ChartSetting[];
}

/** A snippet in the syntax of TextMate, as the protocol takes it. */
export interface Snippet {
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly body: string;
  readonly description: string;
}

/** The configuration of some files of a folder. */
export interface FolderPolicies {
  policyOf(name: string): Policy;
  environmentOf(name: string): string | undefined;
  isExcluded(name: string): boolean;
  /** Folders that are deployed whole. */
  readonly declaredScopes: readonly string[];
  /** The waivers in sight; the file of each is named as the folder's files are. */
  readonly waivers: readonly Waiver[];
  /** The policy of files that no configuration names. */
  readonly fallback: Policy;
  /** How charts are installed; paths are absolute. */
  readonly charts: readonly ChartSetting[];
  /** The documents of differences between environments that are named; files are named as the folder's are. */
  readonly gapDocuments: readonly GapDocumentPath[];
  /** What is wrong in the configuration in sight; the file of each is named as the folder's files are. */
  readonly problems: readonly ConfigurationFileProblem[];
  /** Whether a waiver reaches a file: its configuration lies above it, and its glob matches. */
  reaches(waiver: Waiver, name: string): boolean;
}

/**
 * Resolves once every message that had arrived is handled: the connection takes one message per turn, so two turns
 * let a newer edit that was already waiting come first.
 */
export function whenIdle(host: Pick<Host, "defer">): Promise<void> {
  return new Promise((resolve) => host.defer(() => host.defer(resolve)));
}
