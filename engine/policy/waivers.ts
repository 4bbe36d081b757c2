import type { Finding } from "../finding";
import type { Waiver } from "./configuration";

/** Whether a waiver still holds on a day, `YYYY-MM-DD`; its last day is included. */
export function holdsOn(waiver: Waiver, today: string): boolean {
  return waiver.expires >= today;
}

/**
 * Whether a waiver covers a finding by its rule and its resource (`Kind/name` or `namespace/Kind/name`, `*` for any
 * part of a name). Whether it reaches the finding's file is the caller's to say.
 */
export function waives(waiver: Waiver, finding: Finding): boolean {
  if (!matchesGlob(waiver.rule, finding.rule)) return false;
  return waiver.resource === undefined || matchesResource(waiver.resource, finding);
}

function matchesResource(pattern: string, { resource }: Finding): boolean {
  const parts = pattern.split("/");
  const [name = "", kind, namespace] = parts.reverse();
  if (!matchesGlob(name, resource.name ?? "")) return false;
  if (kind !== undefined && !matchesGlob(kind, resource.kind)) return false;
  return namespace === undefined || matchesGlob(namespace, resource.namespace ?? "");
}

/** `*` stands for any run of characters; everything else for itself. Linear in the text for each star. */
export function matchesGlob(pattern: string, text: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop() ?? "";
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
