/** What the server needs of the place it runs in. Everything about files is absent in a browser worker. */
export interface Host {
  /** Runs a function once the current turn of the event loop is over. */
  readonly defer: (run: () => void) => void;
  /** Present where there is a file system: everything that looks beyond open documents. */
  readonly files?: HostFiles;
}

/** The file system, as far as the server may look into it. */
export interface HostFiles {
  /** The manifests below a folder, as names relative to it with forward slashes, sorted. */
  find(folderUri: string, exclude: readonly string[]): Promise<readonly string[]>;
  /** The text of a file, or `undefined` where it cannot or must not be read (missing, binary, too large). */
  read(uri: string): Promise<string | undefined>;
}

/**
 * Resolves once every message that had arrived is handled: the connection takes one message per turn, so two turns
 * let a newer edit that was already waiting come first.
 */
export function whenIdle(host: Pick<Host, "defer">): Promise<void> {
  return new Promise((resolve) => host.defer(() => host.defer(resolve)));
}
