// Loaded before a measured program (`node --require`): writes what the whole process has used to a file when it ends.
const { writeFileSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

const file = process.env.RAMPART_BENCH_USAGE;
if (isMainThread && file)
  process.once("exit", () => {
    const { user, system } = process.cpuUsage();
    const memory = process.resourceUsage().maxRSS / 1024;
    writeFileSync(file, JSON.stringify({ processor: (user + system) / 1000, memory }));
  });
