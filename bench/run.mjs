// `npm run bench`: measures the command line over generated corpora and writes docs/performance.md.
//   -- --peers          also kube-linter and kube-score, where they are installed, in the same run
//   -- --large          also 100,000 manifests
//   -- --runs N         runs of each measurement, 5 unless told
//   -- --print          prints the figures and writes nothing
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, loadavg, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { corpusFolder, machine, median, root, timed, version } from "./measure.mjs";

const { values } = parseArgs({
  options: {
    peers: { type: "boolean", default: false },
    large: { type: "boolean", default: false },
    print: { type: "boolean", default: false },
    runs: { type: "string", default: "5" },
  },
});
const RUNS = Number(values.runs);
const CLI = join(root, "dist/cli.js");
const REPORT = ["scan", ".", "--format", "json", "--fail-on", "never"];
const CHANGED = "10,000 manifests, --changed, warm cache";
const path = [join(homedir(), "go/bin"), process.env.PATH].join(delimiter);

const caches = mkdtempSync(join(tmpdir(), "rampart-bench-cache-"));
const { folder, bytes } = corpusFolder(10_000);
const folders = [folder];
try {
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".yaml"));
  const found = densityOf(folder);
  const results = measureAll(folder, files);
  const phases = stats(folder);
  const large = values.large ? measureLarge() : undefined;
  const page = pageOf({ files: files.length, bytes, found, results, phases, large });
  if (values.print) console.log(page);
  else writeFileSync(join(root, "docs/performance.md"), page);
  console.log(values.print ? "" : "docs/performance.md is written");
} finally {
  for (const each of [...folders, caches]) rmSync(each, { recursive: true, force: true });
}

/** Runs ours with caches of its own: the compiled code is warm, as it is on every machine after the first run. */
function ours(cwd, args = REPORT) {
  return timed(process.execPath, [CLI, ...args], cwd, { XDG_CACHE_HOME: caches });
}

/** Findings of medium or higher for each Deployment. */
function densityOf(cwd) {
  const { stdout } = spawnSync(process.execPath, [CLI, ...REPORT, "--no-cache"], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1024 * 1024 * 1024,
  });
  const { summary } = JSON.parse(stdout);
  const { critical, high, medium, low } = summary.findings;
  return { ...summary, density: (critical + high + medium) / 2_000, total: critical + high + medium + low };
}

/** Everything in turn, run after run, so that a busy moment falls on all alike. */
function measureAll(cwd, files) {
  const one = join(caches, "one");
  mkdirSync(one, { recursive: true });
  writeFileSync(join(one, "one.yaml"), readFileSync(join(cwd, files[1])));
  const measured = {
    "node -e 0": () => timed(process.execPath, ["-e", "0"], one),
    "one file": () => ours(one, ["scan", "one.yaml", "--format", "json", "--fail-on", "never"]),
    "10,000 manifests, no cache": () => ours(cwd, [...REPORT, "--no-cache"]),
    "10,000 manifests, no cache, one thread": () =>
      ours(cwd, [...REPORT, "--no-cache", "--concurrency", "1"]),
    "10,000 manifests, warm cache": () => ours(cwd),
  };
  if (isChangedRepository(cwd, files)) measured[CHANGED] = () => ours(cwd, [...REPORT, "--changed", "HEAD"]);
  if (values.peers) {
    for (const [name, args] of [
      ["kube-linter", ["lint", "."]],
      ["kube-score", ["score", ...files]],
    ])
      if (isInstalled(name)) measured[name] = () => timed(name, args, cwd, { PATH: path });
  }
  ours(cwd);
  ours(one, ["scan", "one.yaml"]);
  const runs = Object.fromEntries(Object.keys(measured).map((name) => [name, []]));
  for (let run = 0; run < RUNS; run++)
    for (const [name, measure] of Object.entries(measured)) runs[name].push(measure());
  return Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, medians(list)]));
}

/** Makes a repository of the corpus, and changes two of its files since. Says whether there is a git to do so. */
function isChangedRepository(cwd, files) {
  const git = (...words) =>
    spawnSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.com", ...words], { cwd });
  if (git("init", "--quiet").status !== 0 || git("add", "--all").status !== 0) return false;
  if (git("commit", "--quiet", "--message", "corpus").status !== 0) return false;
  for (const name of files.slice(0, 2)) {
    const path = join(cwd, name);
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace("imagePullPolicy: IfNotPresent", "imagePullPolicy: Always"),
    );
  }
  return true;
}

function isInstalled(name) {
  return spawnSync(name, ["version"], { env: { ...process.env, PATH: path } }).error === undefined;
}

function medians(runs) {
  const of = (field) => median(runs.map((run) => run[field]));
  return { wall: of("wall"), processor: of("processor"), memory: of("memory") };
}

/** The phases of one run, in one thread. */
function stats(cwd) {
  return ours(cwd, [...REPORT, "--stats"]).stderr;
}

function measureLarge() {
  const corpus = corpusFolder(100_000);
  folders.push(corpus.folder);
  return medians(
    Array.from({ length: Math.min(3, RUNS) }, () => ours(corpus.folder, [...REPORT, "--no-cache"])),
  );
}

function pageOf({ files, bytes, found, results, phases, large }) {
  const main = results["10,000 manifests, no cache"];
  const row = (name, { wall, processor, memory }) =>
    `| ${name} | ${seconds(wall)} | ${seconds(processor)} | ${memory.toFixed(0)} MiB |`;
  const rows = Object.entries(results).map(([name, result]) => row(name, result));
  if (large) rows.push(row("100,000 manifests, no cache", large));
  const ratio = (a, b) =>
    `${(a.wall / b.wall).toFixed(2)} (processor ${(a.processor / b.processor).toFixed(2)})`;
  const peer = results["kube-linter"] ? "kube-linter" : "kube-score";
  const bars = [
    results[peer]
      ? [`10,000 manifests ÷ ${peer}`, ratio(main, results[peer]), peer === "kube-linter" ? "1.0" : "0.5"]
      : undefined,
    ["10,000 manifests, memory", `${main.memory.toFixed(0)} MiB`, "450 MiB"],
    ["warm cache", seconds(results["10,000 manifests, warm cache"].wall), "0.7 s"],
    ["warm ÷ no cache", ratio(results["10,000 manifests, warm cache"], main), "0.6"],
    results[CHANGED] ? ["--changed, warm cache", seconds(results[CHANGED].wall), "1 s"] : undefined,
    ["one file ÷ `node -e 0`", ratio(results["one file"], results["node -e 0"]), "2.5"],
    large ? ["100,000 ÷ 10,000 manifests", ratio(large, main), "11"] : undefined,
    large ? ["100,000 manifests, memory", `${large.memory.toFixed(0)} MiB`, "1,200 MiB"] : undefined,
  ].filter((bar) => bar !== undefined);
  return `# Performance

Written by \`npm run bench${process.argv.slice(2).length > 0 ? ` -- ${process.argv.slice(2).join(" ")}` : ""}\`: Rampart ${version()}, ${new Date().toISOString().slice(0, 10)}, ${machine()}, load ${loadavg()[0].toFixed(1)} when it ended. Medians of ${RUNS} runs, all in turn. A busy machine stretches wall times; the ratios and the processor times say more.

The corpus is generated (\`bench/corpus.mjs\`): 10,000 manifests in ${files.toLocaleString("en")} files, ${(bytes / 1e6).toFixed(1)} MB, of Deployment, Service, ConfigMap, Role and RoleBinding each; ${found.density.toFixed(1)} findings of medium or higher a Deployment, ${found.total.toLocaleString("en")} in all, by ${found.rules} rules, each with its range.

| what | wall | processor | memory at most |
|---|---|---|---|
${rows.join("\n")}

| bar | measured | at most |
|---|---|---|
${bars.map((bar) => `| ${bar.join(" | ")} |`).join("\n")}

Where the time of one run in one thread goes (\`--stats\`; measuring single rules costs time itself):

\`\`\`text
${phases}
\`\`\`

The server is measured by \`node bench/server.mjs\` ([its figures](performance-server.md)). \`node bench/ratio.mjs\` is the gate in \`.ci/run\`: the processor time of a scan, divided by that of the syntax trees of the \`yaml\` package over the same files, must stay below twice the ratio in \`bench/ratio.json\`.
`;
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
