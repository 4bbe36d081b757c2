import type { Fact } from "../../inventory/fact";
import { type Path, valueAt } from "../../json";
import { mapsAt, numberAt, stringAt } from "../../kubernetes/fields";

/** A Service that an Ingress sends requests to, with its place in the Ingress. */
export interface IngressBackend {
  readonly service: string;
  readonly port: number | string | undefined;
  readonly servicePath: Path;
  readonly portPath: Path;
}

/** The Service backends of an Ingress' fact, the default backend included. */
export function ingressBackends(fact: Fact): IngressBackend[] {
  const places: Path[] = [["spec", "defaultBackend"]];
  for (const rule of mapsAt(fact.data, "spec", "rules"))
    for (const path of mapsAt(rule.value, "http", "paths"))
      places.push(["spec", "rules", rule.index, "http", "paths", path.index, "backend"]);
  return places.flatMap((place): IngressBackend[] => {
    const backend = valueAt(fact.data, [...place, "service"]);
    const service = stringAt(backend, "name");
    if (service === undefined) return [];
    const number = numberAt(backend, "port", "number");
    const port = number ?? stringAt(backend, "port", "name");
    return [
      {
        service,
        port,
        servicePath: [...place, "service", "name"],
        portPath: [...place, "service", "port", number === undefined ? "name" : "number"],
      },
    ];
  });
}
