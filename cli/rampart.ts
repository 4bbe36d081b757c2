import { fileURLToPath } from "node:url";
import { runBundle } from "./code-cache";

runBundle(fileURLToPath(new URL("./cli-main.js", import.meta.url)));
