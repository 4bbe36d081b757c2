import type { RuleOptions } from "../rule";

/** Whether the declared inventory holds a host, as it is written; `false` where none is declared. */
export function isInInventory(host: string, inventory: RuleOptions["ingressInventory"]): boolean {
  return inventory?.some((entry) => entry.host === host) ?? false;
}
