import type { JsonObject } from "../../engine/json";
import { mapsAt, stringAt } from "../../engine/kubernetes/fields";
import type { ServedResource } from "../cluster";
import { isResource } from "../names";
import type { ClusterApi } from "./cluster-api";

/**
 * The resources a cluster serves, sorted by name: from its aggregated discovery in two requests, or, of servers before
 * 1.30, group by group.
 *
 * @throws ClusterError where the cluster cannot be asked
 */
export async function discoverResources(
  api: ClusterApi,
  signal?: AbortSignal,
): Promise<readonly ServedResource[]> {
  const answers = await Promise.all(
    ["/api", "/apis"].map((path) => api.read({ path, form: "discovery" }, signal)),
  );
  const found = answers.every(({ kind }) => kind === "APIGroupDiscoveryList")
    ? answers.flatMap(aggregated)
    : await groupByGroup(api, answers[1] ?? {}, signal);
  const byName = new Map(found.filter(({ name }) => isResource(name)).map((each) => [each.name, each]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function aggregated(list: JsonObject): ServedResource[] {
  return mapsAt(list, "items").flatMap(({ value: group }) => {
    const name = stringAt(group, "metadata", "name") ?? "";
    // The first version is the preferred one; a resource may be served by a later one alone.
    return mapsAt(group, "versions").flatMap(({ value: version }) =>
      mapsAt(version, "resources").map(({ value }) => ({
        name: nameIn(name, stringAt(value, "resource") ?? ""),
        namespaced: stringAt(value, "scope") === "Namespaced",
      })),
    );
  });
}

async function groupByGroup(
  api: ClusterApi,
  groups: JsonObject,
  signal?: AbortSignal,
): Promise<ServedResource[]> {
  const paths = [
    { group: "", path: "/api/v1" },
    ...mapsAt(groups, "groups").flatMap(({ value }) => {
      const version = stringAt(value, "preferredVersion", "groupVersion");
      return version === undefined
        ? []
        : [{ group: stringAt(value, "name") ?? "", path: `/apis/${version}` }];
    }),
  ];
  const lists = await Promise.allSettled(
    paths.map(async ({ group, path }) =>
      mapsAt(await api.read({ path }, signal), "resources").flatMap(({ value }): ServedResource[] => {
        const plural = stringAt(value, "name") ?? "";
        return plural.includes("/")
          ? []
          : [{ name: nameIn(group, plural), namespaced: value.namespaced === true }];
      }),
    ),
  );
  // One broken aggregated API is no reason to show none.
  return lists.flatMap((list) => (list.status === "fulfilled" ? list.value : []));
}

function nameIn(group: string, plural: string): string {
  return group === "" ? plural : `${plural}.${group}`;
}
