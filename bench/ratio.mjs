// The gate against growing slow: the processor time of a scan, divided by that of the concrete syntax tree of the `yaml`
// package over the same files in the same run. A ratio says the same on a fast and on a slow machine.
//   node bench/ratio.mjs            fails where the median of 5 is above twice the committed ratio, twice in a row
//   node bench/ratio.mjs --write    commits the ratio of this run to bench/ratio.json
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CST, Parser } from "yaml";
import { corpusFolder, median, root, timed } from "./measure.mjs";

const MANIFESTS = 4_000;
const RUNS = 5;
const FILE = join(root, "bench/ratio.json");

if (process.argv[2] === "--read") readWithYaml(process.argv[3]);
else process.exitCode = gate();

function gate() {
  const { folder } = corpusFolder(MANIFESTS);
  try {
    const committed = process.argv.includes("--write")
      ? undefined
      : JSON.parse(readFileSync(FILE, "utf8")).ratio;
    for (let attempt = 1; attempt <= 2; attempt++) {
      const ratio = measure(folder);
      console.log(
        `scan ÷ syntax trees of yaml: ${ratio.toFixed(2)}${committed ? `, committed ${committed}` : ""}`,
      );
      if (committed === undefined) {
        writeFileSync(FILE, `{ "ratio": ${ratio.toFixed(2)} }\n`);
        return 0;
      }
      if (ratio <= 2 * committed) return 0;
    }
    console.error(`the scan has grown slow: more than twice the committed ratio, twice in a row`);
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(folder) {
  const scan = [
    join(root, "dist/cli.js"),
    "scan",
    ".",
    "--no-cache",
    "--concurrency",
    "1",
    "--format",
    "json",
    "--fail-on",
    "never",
  ];
  const read = [fileURLToPath(import.meta.url), "--read", folder];
  const ratios = [];
  for (let run = 0; run < RUNS; run++) {
    const ours = timed(process.execPath, scan, folder).processor;
    ratios.push(ours / timed(process.execPath, read, folder).processor);
  }
  return median(ratios);
}

/** What the other process does: every file to its concrete syntax tree. */
function readWithYaml(folder) {
  let documents = 0;
  for (const name of readdirSync(folder, { recursive: true }).map(String)) {
    if (!name.endsWith(".yaml")) continue;
    for (const token of new Parser().parse(readFileSync(join(folder, name), "utf8")))
      if (CST.isCollection(token) || token.type === "document") documents++;
  }
  if (documents < MANIFESTS) throw new Error("the corpus was not read");
}
