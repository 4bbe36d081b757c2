import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { ClientFeatures } from "./client-features";
import type { Folders } from "./folders";
import type { Host } from "./host";
import type { DocumentVerdict } from "./judge-document";
import type { OpenManifest, OpenManifests } from "./open-manifests";
import type { Policies } from "./policies";
import type { LocateElsewhere } from "./related-places";
import type { LogError } from "./run-safe";

/** What every feature of the server works with; made once, after the client has said who it is. */
export interface Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly client: ClientFeatures;
  readonly documents: TextDocuments<TextDocument>;
  readonly folders: Folders;
  readonly manifests: OpenManifests;
  readonly policies: Policies;
  readonly log: LogError;
  /** Resolves once the client's settings are known: nothing is judged by others before. */
  readonly ready: Promise<void>;
  /** Finds a resource of another file that a finding mentions. */
  readonly locateElsewhere: LocateElsewhere;
  /** Judges every document of a file, in the order of the file; verdicts of unchanged documents are the same objects. */
  judge(manifest: OpenManifest): readonly DocumentVerdict[];
}
