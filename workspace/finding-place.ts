import type { Finding } from "../engine/finding";

/** What makes two findings of several scopes one: the rule and where it points. */
export function placeOf(file: string, { rule, document, base, path, at, target }: Finding): string {
  const where = at ? `${at.start}-${at.end}` : path.join("\u0001");
  return [file, rule, document, base.join("\u0001"), where, target].join("\u0000");
}
