import type { Finding } from "../../engine/finding";
import { LEVELS } from "../../engine/policy/configuration";
import type { Policy } from "../../engine/policy/policy";
import { placeOf } from "../../workspace/finding-place";
import { type FileOf, holdsIn } from "../../workspace/scope-filter";
import type { ResolvedScope } from "../../workspace/scopes";
import { type RenderedFinding, renderedFindings } from "./indexed-rendering";
import type { JudgedScope } from "./judge-scopes";

/** What the scopes of a file say of its findings. The same object as long as they say the same. */
export interface FileScopes {
  /**
   * Whether a finding of a document rule holds at all: not where every scope of the file sets that value by a patch, or
   * leaves the resource out. The finding's `document` counts in the file.
   */
  holds(finding: Finding): boolean;
  /** The file's policy, with each finding's level the strictest of the scopes in which it holds. */
  strictest(own: Policy): Policy;
  /** What rendered resources bring to a document of the file, also where the file as written has the same fault. */
  rendered(document: number): readonly RenderedFinding[];
}

/**
 * The scopes of a file that files declare.
 *
 * @param foundIn the names of the scopes in which inventory rules found something at a place
 */
export function createFileScopes(
  file: string,
  scopes: readonly JudgedScope[],
  fileOf: FileOf,
  policyOf: (file: string) => Policy,
  foundIn: (place: string) => readonly string[] | undefined,
): FileScopes {
  const holdsInScope = (scope: JudgedScope, finding: Finding) =>
    scope.rendering?.verdict.holds(file, finding) ?? holdsIn(scope, file, finding, fileOf);
  const rendered = renderedFindings(
    file,
    scopes.map(({ inventory, rendering }) => ({ name: inventory.scope, rendering })),
  );
  return {
    holds: (finding) => scopes.some((scope) => holdsInScope(scope, finding)),
    rendered: (document) => rendered.filter((each) => each.document === document),
    strictest(own) {
      const policies = policiesOf(scopes, policyOf);
      if ([...policies.values()].every((policy) => policy === own)) return own;
      return {
        ...own,
        levelOf(finding) {
          const names =
            renderedIn(finding) ??
            foundIn(placeOf(file, finding)) ??
            scopes.filter((scope) => holdsInScope(scope, finding)).map(({ inventory }) => inventory.scope);
          const levels = names.flatMap((name) => policies.get(name)?.levelOf(finding) ?? []);
          return LEVELS.find((level) => levels.includes(level)) ?? own.levelOf(finding);
        },
      };
    },
  };
}

/** The scopes of a finding that only their renderings hold. */
function renderedIn(finding: Finding & Partial<RenderedFinding>): readonly string[] | undefined {
  return finding.renderedIn;
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
