import type { Fact } from "../../inventory/fact";
import { type JsonValue, valueAt } from "../../json";
import { booleanAt, stringsAt } from "../../kubernetes/fields";
import { labelSelectorMatches } from "../../kubernetes/selector";
import { effectiveNamespace } from "../../network/endpoint";

/** The Services that a ServiceMonitor selects, by its namespaces and labels. */
export function monitoredServices(monitor: Fact, services: readonly Fact[]): Fact[] {
  const spec: JsonValue | undefined = valueAt(monitor.data, ["spec"]);
  const names = stringsAt(spec, "namespaceSelector", "matchNames");
  const isAny = booleanAt(spec, "namespaceSelector", "any") === true;
  const own = effectiveNamespace(monitor.namespace);
  return services.filter((service) => {
    const namespace = effectiveNamespace(service.namespace);
    const isMeant = isAny || (names.length > 0 ? names.includes(namespace) : namespace === own);
    return isMeant && labelSelectorMatches(valueAt(spec, ["selector"]) ?? {}, service.labels);
  });
}
