import { hasMap, mapsAt, stringAt } from "../kubernetes/fields";
import type { Component } from "./component";

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

/**
 * Whether an API server is probed over HTTP without a login, as kubeadm's always is: with anonymous requests refused it
 * answers such probes with 401.
 */
export function needsAnonymous({ source, container }: Component): boolean {
  if (source === "kubeadm") return true;
  return PROBES.some(
    (probe) =>
      container !== undefined &&
      hasMap(container.spec, probe, "httpGet") &&
      !mapsAt(container.spec, probe, "httpGet", "httpHeaders").some(
        ({ value }) => stringAt(value, "name")?.toLowerCase() === "authorization",
      ),
  );
}
