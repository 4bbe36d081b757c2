/** A Go module of the tests, and the names its one binary is started by. */
export interface GoBinary {
  /** Absolute path of the folder that holds `go.mod`. */
  readonly module: string;
  /** File names in the built folder; those that differ from the folder's own name are symbolic links. */
  readonly names: readonly string[];
  /** Linker flags after `-s -w`. */
  readonly ldflags?: readonly string[];
  /** Told one line when a build starts. */
  readonly report?: (line: string) => void;
}

/** Where the binary of the module as it is now belongs, built or not. */
export function goBinaryFolder(binary: Pick<GoBinary, "module" | "ldflags">): string;

/** Whether a Go toolchain answers. */
export function hasGo(): Promise<boolean>;

/**
 * The folder that holds the binary under all its names; builds it first if it is not there.
 * @throws if Go is missing (says what to install) or the build fails (carries the compiler's words)
 */
export function buildGoBinary(binary: GoBinary): Promise<string>;
