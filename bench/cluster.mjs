// `node bench/cluster.mjs`: measures the live cluster against a real control plane on this machine, with 300 accounts,
// 300 bindings and 200 namespaces. Asks dist/cluster.js, as the editor does. Prints the figures.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { machine, median, root } from "./measure.mjs";

const RUNS = 9;
const REVIEWS = 3_000;
const PERMISSIONS = 40;

const { controlPlane: startControlPlane, fillLarge, LARGE } = await harness();
const started = performance.now();
const before = process.memoryUsage().rss;
const cluster = createRequire(import.meta.url)(join(root, "dist/cluster.js"));
const loadMs = performance.now() - started;

const plane = await startControlPlane({ users: [{ name: "lead", groups: ["system:masters"] }] });
try {
  await fillLarge(plane);
  const kubeconfig = await plane.writeKubeconfig("large", { user: { token: plane.token("lead") } });
  const { contexts, files } = await cluster.readKubeconfig({ paths: [kubeconfig], refused: [] });
  const [context] = contexts;

  /** A connection as the view has it, to be asked for the first time. */
  async function open(reviews = cluster.LOOPBACK_CLUSTER) {
    const transport = await cluster.openTransport({ kubeconfig: { files }, context: context.name });
    return cluster.createClusterApi(transport, { reviews });
  }

  const firstLevel = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    const api = await open();
    await cluster.openApiCluster(context, api).whoAmI();
    firstLevel.push(performance.now() - start);
    api.close();
  }

  const api = await open({ inFlight: 8 });
  const reader = cluster.createAccessReader(api, cluster.createListCache(api));
  const listStart = performance.now();
  const access = await reader.read();
  const listMs = performance.now() - listStart;

  const subjects = cluster.accountsOf(access).filter(({ name }) => name.startsWith("account-"));
  const permissions = cluster.DANGEROUS_PERMISSIONS.slice(0, PERMISSIONS);
  const matrix = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    const { rows } = cluster.accessMatrix(access, subjects, permissions);
    matrix.push(performance.now() - start);
    if (rows.length !== LARGE.accounts) throw new Error(`the matrix has ${rows.length} rows`);
  }

  const reviewer = api.action(REVIEWS);
  const reviewStart = performance.now();
  const answers = await Promise.all(
    Array.from({ length: REVIEWS }, (_, at) => {
      const { namespace, name } = subjects[at % subjects.length];
      const { verb, group, resource, subresource } = permissions[at % permissions.length].question;
      return reviewer.review({
        kind: "SubjectAccessReview",
        spec: {
          user: `system:serviceaccount:${namespace}:${name}`,
          groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"],
          resourceAttributes: { verb, group, resource, subresource: subresource ?? "", namespace },
        },
      });
    }),
  );
  const reviewMs = performance.now() - reviewStart;
  if (answers.some(({ allowed }) => typeof allowed !== "boolean")) throw new Error("a review gave no answer");
  const after = process.memoryUsage().rss;
  api.close();

  const line = (what, figure, limit) => console.log(`${what.padEnd(58)} ${figure.padStart(12)}   ${limit}`);
  console.log(`${machine()}; load ${loadavg()[0].toFixed(1)}`);
  line("load dist/cluster.js", `${loadMs.toFixed(0)} ms`, "");
  line(
    `first level of the tree, a new connection (median of ${RUNS})`,
    `${median(firstLevel).toFixed(0)} ms`,
    "≤ 300 ms",
  );
  line("  the first of them", `${firstLevel[0].toFixed(0)} ms`, "");
  line("lists of roles, bindings and accounts, and their index", `${listMs.toFixed(0)} ms`, "");
  line(
    `matrix of ${LARGE.accounts} accounts × ${PERMISSIONS} permissions (median of ${RUNS})`,
    `${median(matrix).toFixed(0)} ms`,
    "≤ 100 ms",
  );
  line("  the first of them", `${matrix[0].toFixed(0)} ms`, "");
  line(
    `reviews through one agent, ${REVIEWS} in all`,
    `${((REVIEWS / reviewMs) * 1_000).toFixed(0)} /s`,
    "≥ 1,000 /s",
  );
  line(
    "memory of this process, more than at its start",
    `${((after - before) / 2 ** 20).toFixed(0)} MiB`,
    "≤ 150 MiB",
  );
} finally {
  await plane.stop();
}

/** The control plane of the tests, which is written in TypeScript. */
async function harness() {
  const folder = mkdtempSync(join(tmpdir(), "rampart-bench-"));
  try {
    const outfile = join(folder, "harness.mjs");
    await build({
      stdin: {
        contents: `export { startControlPlane as controlPlane } from "./control-plane";
export * from "./large-cluster";`,
        resolveDir: join(root, "test/cluster"),
        loader: "ts",
      },
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      // Packages that are written as CommonJS ask for modules of Node.
      banner: {
        js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
      },
      // It looks for the module of the control plane beside itself, so it stays where it is.
      plugins: [
        {
          name: "in-its-place",
          setup: (bundler) =>
            bundler.onResolve({ filter: /build-control-plane\.mjs$/ }, ({ path, resolveDir }) => ({
              path: pathToFileURL(join(resolveDir, path)).href,
              external: true,
            })),
        },
      ],
      logLevel: "error",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
