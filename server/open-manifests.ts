import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type FileDocument, type ManifestFile, readManifestFile } from "../engine/analyze-file";
import { MAX_FILE_BYTES } from "../engine/yaml/limits";
import { splitDocuments } from "../engine/yaml/split-documents";
import { createLineIndex, type LineIndex } from "../engine/yaml/text-position";
import type { Folder, Folders } from "./folders";
import { type Host, whenIdle } from "./host";

/** A file, read. Nothing is judged yet. */
export interface Manifest {
  readonly uri: string;
  /** The version of an open document; `null` for a file on disk. */
  readonly version: number | null;
  readonly folder: Folder | undefined;
  /** Empty where the document is over the size limit. */
  readonly file: ManifestFile;
  readonly lines: LineIndex;
  readonly isTooLarge: boolean;
}

/** One version of an open document. */
export interface OpenManifest extends Manifest {
  readonly version: number;
}

/** The open documents that are ours to read, each read at most once per version. */
export interface OpenManifests {
  /** The current version; `undefined` for documents that are not open or not ours. */
  get(uri: string): OpenManifest | undefined;
  /**
   * The same, but a long file is read piece by piece, so that a newer edit or a cancellation can end the work:
   * `undefined` then.
   */
  read(uri: string, isCancelled: () => boolean): Promise<OpenManifest | undefined>;
  /** The addresses of all open documents that are ours. */
  uris(): string[];
  forget(uri: string): void;
  /** Forgets every reading: files may be classified anew (a kustomization names other files as patches). */
  forgetAll(): void;
}

const LANGUAGES = new Set(["yaml", "kubernetes", "helm", "json", "jsonc"]);
const FILE_NAME = /\.(ya?ml|json)$/i;
/** Read-only sides of comparisons and other views of a file that is judged elsewhere. */
const FOREIGN_SCHEMES = new Set([
  "git",
  "gitlens",
  "gitfs",
  "pr",
  "review",
  "output",
  "debug",
  "search-editor",
  "vscode-scm",
  "vscode-local-history",
]);
/** Characters parsed in one turn: some milliseconds of work. */
const PIECE = 32_768;

/** Whether a document is one that we judge, by its language, name and scheme. */
export function isOurs(document: Pick<TextDocument, "uri" | "languageId">): boolean {
  const scheme = document.uri.slice(0, Math.max(0, document.uri.indexOf(":")));
  if (FOREIGN_SCHEMES.has(scheme)) return false;
  return LANGUAGES.has(document.languageId) || FILE_NAME.test(document.uri);
}

/**
 * Keeps the readings of open documents.
 *
 * @param isPatchFile whether a kustomization in sight names a file as a patch
 */
export function createOpenManifests(
  documents: TextDocuments<TextDocument>,
  host: Host,
  folders: Folders,
  isPatchFile: (uri: string) => boolean,
): OpenManifests {
  const known = new Map<string, OpenManifest>();

  function ours(uri: string): TextDocument | undefined {
    const document = documents.get(uri);
    return document && isOurs(document) ? document : undefined;
  }

  function read(document: TextDocument, previous: ManifestFile | undefined): OpenManifest {
    const { uri, version } = document;
    const { folder, name } = folders.nameOf(uri);
    const whole = document.getText();
    const isTooLarge = whole.length > MAX_FILE_BYTES;
    const text = isTooLarge ? "" : whole;
    const file = readManifestFile(name, text, {
      isPatchFile: isPatchFile(uri),
      ...(previous ? { previous } : {}),
    });
    const manifest = { uri, version, folder, file, lines: createLineIndex(text), isTooLarge };
    known.set(uri, manifest);
    return manifest;
  }

  function get(uri: string): OpenManifest | undefined {
    const document = ours(uri);
    if (!document) return undefined;
    const before = known.get(uri);
    return before?.version === document.version ? before : read(document, before?.file);
  }

  return {
    get,
    async read(uri, isCancelled) {
      const document = ours(uri);
      if (!document) return undefined;
      const before = known.get(uri);
      const length = document.getText().length;
      if (before?.version === document.version || length <= PIECE || length > MAX_FILE_BYTES) return get(uri);
      const isStale = () => isCancelled() || documents.get(uri)?.version !== document.version;
      const pieces = await readInPieces(host, folders.nameOf(uri).name, document.getText(), {
        isPatchFile: isPatchFile(uri),
        previous: before?.file,
        isStale,
      });
      return pieces && read(document, pieces);
    },
    uris: () => documents.keys().filter((uri) => ours(uri)),
    forget: (uri) => known.delete(uri),
    forgetAll: () => known.clear(),
  };
}

interface PiecesOptions {
  readonly isPatchFile: boolean;
  readonly previous: ManifestFile | undefined;
  isStale(): boolean;
}

/** Parses the documents of a long file in several turns; the result serves as `previous` of the whole reading. */
async function readInPieces(
  host: Host,
  name: string,
  text: string,
  { isPatchFile, previous, isStale }: PiecesOptions,
): Promise<ManifestFile | undefined> {
  const known = new Map(
    previous?.file === name ? previous.documents.map((each) => [each.yaml.text, each]) : [],
  );
  const documents: FileDocument[] = [];
  let parsed = 0;
  for (const slice of splitDocuments(text)) {
    const part = text.slice(slice.start, slice.end);
    const before = known.get(part);
    if (before) {
      documents.push(before);
      continue;
    }
    documents.push(...readManifestFile(name, part, { isPatchFile }).documents);
    parsed += part.length;
    if (parsed < PIECE) continue;
    parsed = 0;
    await whenIdle(host);
    if (isStale()) return undefined;
  }
  return { file: name, text, documents };
}
