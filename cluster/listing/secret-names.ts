import { type JsonObject, type JsonValue, valueAt } from "../../engine/json";
import { listAt, mapsAt, stringAt } from "../../engine/kubernetes/fields";
import type { ClusterApi } from "../transport/cluster-api";

/** A Secret, as far as it is ever known: nothing of what it holds. */
export interface SecretName {
  readonly namespace: string;
  readonly name: string;
  /** Such as `Opaque`, `kubernetes.io/service-account-token`. */
  readonly type: string;
}

/**
 * Lists the names and types of a namespace's Secrets as the table that `kubectl get` prints, without the objects:
 * their metadata would carry the applied manifest with its values. To be called only where the user has asked for it,
 * since the right to list Secrets is the right to read them.
 *
 * Source: meta.k8s.io/v1 Table, `includeObject=None`.
 * @throws ClusterError, such as `forbidden`
 */
export async function listSecretNames(
  api: ClusterApi,
  namespace: string,
  signal?: AbortSignal,
): Promise<SecretName[]> {
  const names: SecretName[] = [];
  let next = "";
  do {
    const page: JsonObject = await api.read(
      {
        path: `/api/v1/namespaces/${namespace}/secrets`,
        query: { includeObject: "None", limit: "500", ...(next === "" ? {} : { continue: next }) },
        form: "table",
        secretNames: true,
      },
      signal,
    );
    const columns = mapsAt(page, "columnDefinitions").map(({ value }) => stringAt(value, "name"));
    const [name, type] = [columns.indexOf("Name"), columns.indexOf("Type")];
    for (const { value } of mapsAt(page, "rows")) {
      const cells: readonly JsonValue[] = listAt(value, "cells");
      const cell = (at: number) => (typeof cells[at] === "string" ? cells[at] : "");
      if (cell(name) !== "") names.push({ namespace, name: cell(name), type: cell(type) });
    }
    const token = valueAt(page, ["metadata", "continue"]);
    next = typeof token === "string" ? token : "";
  } while (next !== "");
  return names;
}
