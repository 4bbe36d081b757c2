import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { ClientFeatures } from "./client-features";
import type { Folders } from "./folders";
import type { Differences } from "./gap/differences";
import type { Host } from "./host";
import type { Indexes } from "./index/indexes";
import type { DocumentVerdict } from "./judge-document";
import type { Manifest, OpenManifest, OpenManifests } from "./open-manifests";
import type { Policies } from "./policies";
import type { Renderings } from "./render/renderings";
import type { LogError } from "./run-safe";
import type { UsedWaivers } from "./used-waivers";

/** What every feature of the server works with; made once, after the client has said who it is. */
export interface Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly client: ClientFeatures;
  readonly documents: TextDocuments<TextDocument>;
  readonly folders: Folders;
  readonly manifests: OpenManifests;
  readonly policies: Policies;
  readonly indexes: Indexes;
  readonly usedWaivers: UsedWaivers;
  /** Absent where there are no files: in a browser worker. */
  readonly differences: Differences | undefined;
  /** Absent where no tool can be run: in a browser worker. */
  readonly renderings: Renderings | undefined;
  readonly log: LogError;
  /** Resolves once the client's settings are known: nothing is judged by others before. */
  readonly ready: Promise<void>;
  /** Waits for the settings and the configuration of a file, and for messages that had arrived before. */
  prepare(uri: string): Promise<void>;
  /** Prepares, then gives the current version of an open document; `undefined` where it is not ours. */
  manifest(uri: string): Promise<OpenManifest | undefined>;
  /**
   * Judges every document of a file, in the order of the file; verdicts of unchanged documents are the same objects.
   * Empty for a file that the configuration leaves out.
   */
  judge(manifest: Manifest): readonly DocumentVerdict[];
}
