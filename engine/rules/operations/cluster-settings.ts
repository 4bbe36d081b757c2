import { type JsonValue, type Path, valueAt } from "../../json";
import type { ResourceContext, Severity } from "../rule";

/** A setting of a managed cluster that decides about its security. */
export interface ClusterSetting {
  readonly path: Path;
  /** Whether the value, or its absence, is a fault; `spec` is the whole object, for settings that depend on others. */
  isFault(value: JsonValue | undefined, object: JsonValue): boolean;
  readonly message: string;
  readonly severity?: Severity;
}

/** Reports every setting of a table that is at fault. */
export function checkSettings(
  { resource, report }: ResourceContext,
  settings: readonly ClusterSetting[],
): void {
  for (const { path, isFault, message, severity } of settings) {
    if (!isFault(valueAt(resource.object, path), resource.object)) continue;
    report({ path, message, ...(severity ? { severity } : {}) });
  }
}
