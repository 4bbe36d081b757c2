/** A folder of the workspace. */
export interface Folder {
  /** As the client writes it, without a trailing slash. */
  readonly uri: string;
}

/** A file as findings and scopes name it. */
export interface NamedFile {
  /** The innermost folder of the workspace that holds it, if any. */
  readonly folder: Folder | undefined;
  /** Relative to the folder with forward slashes; the whole path where no folder holds it. */
  readonly name: string;
}

/** The folders of the workspace, and the names of files in them. */
export interface Folders {
  all(): readonly Folder[];
  set(uris: readonly string[]): void;
  nameOf(uri: string): NamedFile;
}

/** Keeps the folders of the workspace. */
export function createFolders(): Folders {
  let folders: { readonly folder: Folder; readonly prefix: string }[] = [];
  return {
    all: () => folders.map(({ folder }) => folder),
    set(uris) {
      folders = uris
        .map((uri) => uri.replace(/\/+$/, ""))
        .map((uri) => ({ folder: { uri }, prefix: `${uriKey(uri)}/` }))
        .sort((a, b) => b.prefix.length - a.prefix.length);
    },
    nameOf(uri) {
      const key = uriKey(uri);
      const holder = folders.find(({ prefix }) => key.startsWith(prefix));
      return holder
        ? { folder: holder.folder, name: key.slice(holder.prefix.length) }
        : { folder: undefined, name: key.replace(/^[a-z][-+.a-z0-9]*:(\/\/[^/]*)?/i, "") };
    },
  };
}

/** An address as it is compared: clients and platforms escape the same path differently. */
export function uriKey(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The address of a file in a folder. */
export function uriIn(folder: Folder, name: string): string {
  return `${folder.uri}/${name.split("/").map(encodeURIComponent).join("/")}`;
}
