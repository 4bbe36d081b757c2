import type { Finding } from "../../engine/finding";
import { LEVELS } from "../../engine/policy/configuration";
import type { Policy } from "../../engine/policy/policy";
import { type FileOf, holdsIn } from "../../workspace/scope-filter";
import type { ResolvedScope } from "../../workspace/scopes";

/** What the scopes of a file say of its findings. The same object as long as they say the same. */
export interface FileScopes {
  /**
   * Whether a finding of a document rule holds at all: not where every scope of the file sets that value by a patch, or
   * leaves the resource out. The finding's `document` counts in the file.
   */
  holds(finding: Finding): boolean;
  /** The file's policy, with each finding's level the strictest of the scopes in which it holds. */
  strictest(own: Policy): Policy;
}

/** What makes a finding of several scopes one: the rule and where it points. */
export function placeOf(file: string, { rule, document, base, path, at, target }: Finding): string {
  const where = at ? `${at.start}-${at.end}` : path.join("\u0001");
  return [file, rule, document, base.join("\u0001"), where, target].join("\u0000");
}

/**
 * The scopes of a file that files declare.
 *
 * @param foundIn the names of the scopes in which inventory rules found something at a place
 */
export function createFileScopes(
  file: string,
  scopes: readonly ResolvedScope[],
  fileOf: FileOf,
  policyOf: (file: string) => Policy,
  foundIn: (place: string) => readonly string[] | undefined,
): FileScopes {
  return {
    holds: (finding) => scopes.some((scope) => holdsIn(scope, file, finding, fileOf)),
    strictest(own) {
      const policies = policiesOf(scopes, policyOf);
      if ([...policies.values()].every((policy) => policy === own)) return own;
      return {
        ...own,
        levelOf(finding) {
          const names =
            foundIn(placeOf(file, finding)) ??
            scopes
              .filter((scope) => holdsIn(scope, file, finding, fileOf))
              .map(({ inventory }) => inventory.scope);
          const levels = names.flatMap((name) => policies.get(name)?.levelOf(finding) ?? []);
          return LEVELS.find((level) => levels.includes(level)) ?? own.levelOf(finding);
        },
      };
    },
  };
}

/** The policies of scopes, by the scope's name: that of the file which declares each. */
export function policiesOf(
  scopes: readonly ResolvedScope[],
  policyOf: (file: string) => Policy,
): ReadonlyMap<string, Policy> {
  return new Map(
    scopes.flatMap(({ scope, inventory }) =>
      scope?.file ? [[inventory.scope, policyOf(scope.file)] as const] : [],
    ),
  );
}
