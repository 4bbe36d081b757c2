import { type Component, flagOf } from "./component";

/** Whether an API server writes its audit log to files, which are then rotated; standard output is not. */
export function logsToFile(component: Component): boolean {
  const path = flagOf(component, "audit-log-path")?.value;
  return path !== undefined && path !== "" && path !== "-";
}
