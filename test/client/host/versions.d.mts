/** A VS Code version the client is tested in: the oldest we support and the newest we know. */
export type VsCodeVersion = "1.100" | "1.139";

/** How one version is installed and started. */
export interface VsCodeRecipe {
  readonly package: string;
  readonly node: string | null;
  readonly native: readonly string[];
  readonly smokeDriver: boolean;
}

/** Folder for everything the tests install, outside the repository. */
export const cacheFolder: string;
/** The versions and their recipes. */
export const vscodeVersions: Readonly<Record<VsCodeVersion, VsCodeRecipe>>;
/** Name of the npm package that ships the Node binary for this platform. */
export const nodePackage: string;
/** Folder of one installed version. */
export function versionFolder(version: VsCodeVersion): string;
/** Text the marker of a complete installation holds. */
export function markerText(version: VsCodeVersion): string;
/** Path of that marker. */
export function markerPath(version: VsCodeVersion): string;
/** Whether a version is installed completely and by today's recipe. */
export function isInstalled(version: VsCodeVersion): boolean;
/** Where the VS Code server of a version lies, and the Node that runs it. */
export function serverPaths(version: VsCodeVersion): { root: string; main: string; node: string };
/** First Chromium-like browser on this machine, or undefined. */
export function findChromium(): string | undefined;
