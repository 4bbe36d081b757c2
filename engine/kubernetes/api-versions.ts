import { API_VERSIONS, type ApiVersionLife } from "./api-version-lives";
import { type GroupKind, groupKind, type Resource } from "./resource";

const byIdentity = new Map<string, ApiVersionLife>();
for (const life of API_VERSIONS)
  for (const kind of life.kinds) byIdentity.set(`${life.apiVersion} ${kind}`, life);

/** The life of a resource's API version; `undefined` where it is neither deprecated nor removed, or no built-in kind. */
export function apiVersionLife(resource: Pick<Resource, "apiVersion" | "kind">): ApiVersionLife | undefined {
  return byIdentity.get(`${resource.apiVersion} ${resource.kind}`);
}

/** Every kind that appears in the table, as `GroupKind`s. */
export const OUTDATED_KINDS: readonly GroupKind[] = [
  ...new Set(
    API_VERSIONS.flatMap(({ apiVersion, kinds }) =>
      kinds.map((kind) => groupKind({ group: apiVersion.slice(0, apiVersion.indexOf("/")), kind })),
    ),
  ),
];
