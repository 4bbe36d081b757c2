import type { FunctionTable } from "./function";
import { KUBERNETES_FUNCTIONS } from "./kubernetes";
import { STRING_FUNCTIONS } from "./strings";
import { VALUE_FUNCTIONS } from "./values";

/** Every function that is evaluated. Whatever is not here makes the answer unknown. */
export const FUNCTIONS: FunctionTable = { ...VALUE_FUNCTIONS, ...STRING_FUNCTIONS, ...KUBERNETES_FUNCTIONS };

/** The first names of functions such as `sets.contains`. */
export const NAMESPACES: ReadonlySet<string> = new Set(["optional", "sets"]);
