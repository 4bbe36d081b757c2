import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runBundle } from "./code-cache";

/*
 * A scan is a short run over many functions, each called some thousand times: versions of the engine without a middle
 * tier (before 12) spend as long on optimising them as on running them, in every thread anew. They wait longer here: a
 * million bytes of bytecode instead of 66 KiB. What is really hot is optimised all the same. The language server runs
 * for hours and keeps the engine's own measure.
 */
if (process.versions.v8.startsWith("11.") && process.argv[2] !== "lsp")
  setFlagsFromString("--interrupt-budget=1000000");

runBundle(fileURLToPath(new URL("./cli-main.js", import.meta.url)));
