// Builds the oracles binary: `node test/oracles/build.mjs` prints its folder.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { buildGoBinary, goBinaryFolder, hasGo } from "./go-binary.mjs";

const module = dirname(fileURLToPath(import.meta.url));
const name = "oracles";

export async function buildOracles(report = () => {}) {
  const folder = await buildGoBinary({ module, names: [name], report });
  return join(folder, name);
}

export async function oraclesMissing() {
  if (existsSync(goBinaryFolder({ module })) || (await hasGo())) {
    return undefined;
  }
  return "install Go 1.26 or newer (https://go.dev/dl)";
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  console.log(await buildOracles((line) => console.error(line)));
}
