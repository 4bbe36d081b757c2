import type { JsonObject, Path } from "../../json";
import { mapAt, mapsAt } from "../../kubernetes/fields";

/** The TLS settings of a DestinationRule: of the whole, of ports and of subsets, each with its place. */
export function tlsSettings(spec: JsonObject): { value: JsonObject; path: Path }[] {
  const policies: { value: JsonObject; path: Path }[] = [
    { value: mapAt(spec, "trafficPolicy"), path: ["spec", "trafficPolicy"] },
    ...mapsAt(spec, "subsets").map(({ index, value }) => ({
      value: mapAt(value, "trafficPolicy"),
      path: ["spec", "subsets", index, "trafficPolicy"],
    })),
  ];
  return policies
    .flatMap((policy) => [
      policy,
      ...mapsAt(policy.value, "portLevelSettings").map(({ index, value }) => ({
        value,
        path: [...policy.path, "portLevelSettings", index],
      })),
    ])
    .flatMap(({ value, path }) =>
      value.tls === undefined ? [] : [{ value: mapAt(value, "tls"), path: [...path, "tls"] }],
    );
}
