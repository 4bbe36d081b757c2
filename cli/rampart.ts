import { fileURLToPath } from "node:url";
import { raiseInterruptBudget } from "../workspace/interrupt-budget";
import { runBundle } from "./code-cache";

raiseInterruptBudget();
runBundle(fileURLToPath(new URL("./cli-main.js", import.meta.url)));
