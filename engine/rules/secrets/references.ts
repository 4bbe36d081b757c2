import type { PodData } from "../../inventory/extractors/workload";
import type { WorkloadPod } from "../../inventory/workload-pods";
import type { JsonValue, Path } from "../../json";
import { booleanAt, mapsAt, stringAt } from "../../kubernetes/fields";

/** A place in a pod template that names a Secret or ConfigMap. */
export interface DataReference {
  readonly kind: "Secret" | "ConfigMap";
  readonly name: string;
  /** The keys that must be in it; empty where the whole is taken. */
  readonly keys: readonly { readonly key: string; readonly path: Path }[];
  /** Where the name stands. */
  readonly path: Path;
  readonly optional: boolean;
}

const FIELDS = [
  ["Secret", "secretKeyRef", "secretRef", "secret"],
  ["ConfigMap", "configMapKeyRef", "configMapRef", "configMap"],
] as const;

/** By what the fact holds of the pod, which never changes. */
const references = new WeakMap<PodData, readonly DataReference[]>();

/** Everything in a pod template that names a Secret or ConfigMap: env, envFrom, volumes, projected volumes. */
export function dataReferences({ pod }: WorkloadPod): readonly DataReference[] {
  const known = references.get(pod) ?? readReferences(pod);
  references.set(pod, known);
  return known;
}

function readReferences(pod: PodData): DataReference[] {
  return FIELDS.flatMap(([kind, keyRef, sourceRef, volume]) => [
    ...pod.containers.flatMap((container) => [
      ...container.env.flatMap(({ index, valueFrom }) =>
        referenceTo(kind, valueFrom[keyRef], "name", () => [
          ...container.path,
          "env",
          index,
          "valueFrom",
          keyRef,
        ]),
      ),
      ...mapsAt(container.envFrom).flatMap(({ index, value }) =>
        referenceTo(kind, value[sourceRef], "name", () => [...container.path, "envFrom", index, sourceRef]),
      ),
    ]),
    ...mapsAt(pod.volumes).flatMap(({ index, value }) => {
      const path = () => [...pod.path, "volumes", index];
      return [
        ...referenceTo(kind, value[volume], kind === "Secret" ? "secretName" : "name", () => [
          ...path(),
          volume,
        ]),
        ...mapsAt(value, "projected", "sources").flatMap(({ index: source, value: projection }) =>
          referenceTo(kind, projection[volume], "name", () => [
            ...path(),
            "projected",
            "sources",
            source,
            volume,
          ]),
        ),
      ];
    }),
  ]);
}

function referenceTo(
  kind: DataReference["kind"],
  value: JsonValue | undefined,
  field: "name" | "secretName",
  place: () => Path,
): DataReference[] {
  const name = value === undefined ? undefined : stringAt(value, field);
  if (!name) return [];
  const path = place();
  const single = stringAt(value, "key");
  const keys = single
    ? [{ key: single, path: [...path, "key"] }]
    : mapsAt(value, "items").flatMap(({ index, value: item }) => {
        const key = stringAt(item, "key");
        return key ? [{ key, path: [...path, "items", index, "key"] }] : [];
      });
  return [{ kind, name, keys, path: [...path, field], optional: booleanAt(value, "optional") ?? false }];
}
