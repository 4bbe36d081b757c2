import { main } from "./main";

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // The reader of a pipe went away (`rampart scan | head`): nothing is left to say.
  if (error.code === "EPIPE") process.exit(0);
});

main(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
