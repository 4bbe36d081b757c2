// The two VS Code builds the client is tested in, and where their parts lie on this machine.
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Raised when the way a build is installed changes, so that older caches are built anew. */
const RECIPE = 1;

/** Folder for everything the tests install, outside the repository. `RAMPART_TEST_CACHE` overrides it. */
export const cacheFolder = process.env.RAMPART_TEST_CACHE ?? join(homedir(), ".cache", "kube-rampart");

/**
 * What is installed for each version. `package` carries the VS Code server of that version; `native` are the
 * modules whose compiled part the server loads at start; `node` is the npm version range of the Node binary it
 * needs, or null where the Node that runs the tests will do. `smokeDriver`: from 1.101 on, the page reads its
 * `payload` only when the server was started with `--enable-smoke-test-driver`.
 */
export const vscodeVersions = {
  "1.100": {
    package: "code-server@4.100.3",
    node: null,
    native: ["@vscode/spdlog", "native-watchdog"],
    smokeDriver: false,
  },
  1.139: {
    package: "code-server@4.139.1",
    node: "24.21.0",
    native: ["@vscode/spdlog", "@vscode/native-watchdog"],
    smokeDriver: true,
  },
};

/** Name of the npm package that ships the Node binary for this platform. */
export const nodePackage = `node-${process.platform}-${process.arch}`;

/** Folder of one installed version: holds `node_modules/` and, last of all, the marker. */
export const versionFolder = (version) => join(cacheFolder, `vscode-${version}`);

/** Text the marker of a complete installation holds. */
export const markerText = (version) => `${JSON.stringify({ recipe: RECIPE, ...vscodeVersions[version] })}\n`;

/** Path of the marker that is written when everything else of a version is in place. */
export const markerPath = (version) => join(versionFolder(version), "complete.json");

/** Whether a version is installed completely and by today's recipe. */
export function isInstalled(version) {
  const marker = markerPath(version);
  return existsSync(marker) && readFileSync(marker, "utf8") === markerText(version);
}

/** Where the VS Code server of a version lies, and the Node that runs it. */
export function serverPaths(version) {
  const modules = join(versionFolder(version), "node_modules");
  const root = join(modules, "code-server", "lib", "vscode");
  return {
    root,
    main: join(root, "out", "server-main.js"),
    node:
      vscodeVersions[version].node === null ? process.execPath : join(modules, nodePackage, "bin", "node"),
  };
}

/** First Chromium-like browser on this machine, or undefined. `RAMPART_CHROMIUM` names one explicitly. */
export function findChromium() {
  const candidates = [
    process.env.RAMPART_CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
  return candidates.find((path) => path !== undefined && existsSync(path));
}
