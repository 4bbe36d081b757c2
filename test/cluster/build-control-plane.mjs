// Finds or builds the control plane's binaries: `node test/cluster/build-control-plane.mjs` prints where they are.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv, env } from "node:process";
import { fileURLToPath } from "node:url";
import { buildGoBinary, goBinaryFolder, hasGo } from "../oracles/go-binary.mjs";

const names = ["kube-apiserver", "etcd", "kubectl", "kube-controller-manager", "pod-oracle"];
const module = join(dirname(fileURLToPath(import.meta.url)), "control-plane");
// Without a version, /version and the feature gates misbehave.
const ldflags = Object.entries({
  gitVersion: "v1.37.2",
  gitMajor: "1",
  gitMinor: "37",
  gitTreeState: "clean",
  gitCommit: "0000000000000000000000000000000000000000",
  buildDate: "1970-01-01T00:00:00Z",
}).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`);

/** Paths of the binaries that KUBEBUILDER_ASSETS offers. */
function provided() {
  const folder = env.KUBEBUILDER_ASSETS;
  if (!folder) {
    return {};
  }
  const found = names.filter((name) => existsSync(join(folder, name)));
  return Object.fromEntries(found.map((name) => [name, join(folder, name)]));
}

export async function controlPlaneBinaries({ needed = names, report = () => {} } = {}) {
  const assets = provided();
  if (needed.every((name) => name in assets)) {
    return assets;
  }
  const folder = await buildGoBinary({ module, names: ["control-plane", ...names], ldflags, report });
  return { ...Object.fromEntries(names.map((name) => [name, join(folder, name)])), ...assets };
}

export async function controlPlaneMissing(needed = names) {
  const assets = provided();
  if (
    needed.every((name) => name in assets) ||
    existsSync(goBinaryFolder({ module, ldflags })) ||
    (await hasGo())
  ) {
    return undefined;
  }
  return `install Go 1.26 or newer (https://go.dev/dl), or set KUBEBUILDER_ASSETS to a folder with ${needed.join(", ")}`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const binaries = await controlPlaneBinaries({ report: (line) => console.error(line) });
  for (const [name, path] of Object.entries(binaries)) {
    console.log(`${name}\t${path}`);
  }
}
