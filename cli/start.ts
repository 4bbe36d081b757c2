import { runScanThread } from "../workspace/scan-threads";

// The threads of a scan run this same bundle.
if (!runScanThread()) void start();

async function start(): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader of a pipe went away (`rampart scan | head`): nothing is left to say.
    if (error.code === "EPIPE") process.exit(0);
  });
  const { main } = await import("./main");
  process.exitCode = await main(process.argv.slice(2));
}
