import { portProbe } from "../../fixes/port-probe";
import type { ContainerData } from "../../inventory/extractors/workload";
import type { Fact } from "../../inventory/fact";
import { memoOf } from "../../inventory/tracked-inventory";
import { workloadPods } from "../../inventory/workload-pods";
import { booleanAt, mapAt, mapsAt } from "../../kubernetes/fields";
import { indexBySelector } from "../../kubernetes/selector-index";
import { defineInventoryRule } from "../define-rule";
import { LONG_RUNNING_KINDS } from "./long-running";

/** Finds the Services that send traffic to pods with some labels; `undefined` where there is none at all. */
const servingServices = memoOf((inventory) => {
  const services = inventory
    .ofKind("Service")
    .filter(
      (service) =>
        booleanAt(service.data, "spec", "publishNotReadyAddresses") !== true && !isScrapedOnly(service),
    );
  return services.length === 0
    ? undefined
    : indexBySelector(services, ({ data }) => mapAt(data, "spec", "selector"));
});

/** Source: Kubernetes documentation, "Liveness, Readiness, and Startup Probes". Only pods behind a Service need one. */
export const readinessProbe = defineInventoryRule({
  id: "resources/readiness-probe",
  title: "Container behind a Service has no readiness probe",
  severity: "medium",
  why: "Traffic reaches the pod before it can serve, and goes on when a secret or a backend is missing: users see errors instead of the last good pods.",
  remediation: "Add a readiness probe that fails until the container can serve, secrets included.",
  equivalents: {
    "kube-linter": ["no-readiness-probe"],
    checkov: ["CKV_K8S_9"],
    kubescape: ["C-0018"],
    "kube-score": ["pod-probes"],
    polaris: ["readinessProbeMissing"],
    kics: ["a659f3b5"],
    kyverno: ["require-pod-probes"],
    gatekeeper: ["K8sRequiredProbes"],
    terrascan: ["AC_K8S_0072"],
    popeye: ["104"],
  },
  controls: ["readiness-probe"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [...LONG_RUNNING_KINDS, "Service"],
  eachNamespace: true,
  check({ inventory, report }) {
    const selecting = servingServices(inventory);
    if (!selecting) return;
    for (const { fact, pod } of workloadPods(inventory, LONG_RUNNING_KINDS)) {
      const own = selecting(pod.labels).filter(({ namespace }) => namespace === fact.namespace);
      const service = own[0];
      if (!service) continue;
      const running = pod.containers.filter(
        ({ init, path }) => !init && !path.includes("ephemeralContainers"),
      );
      for (const container of unready(running, own)) {
        report(fact, {
          path: [...container.path, "readinessProbe"],
          message: `container "${container.name ?? "?"}" gets traffic of the Service "${service.name ?? "?"}" as soon as it runs: it has no readiness probe`,
          fixes: [portProbe([...container.path, "readinessProbe"], container.ports)],
          related: [
            { fact: service, path: ["metadata", "name"], message: "the Service that selects these pods" },
          ],
        });
      }
    }
  },
});

/** A Service that only lets metrics, profiles or probes be fetched sends no user's traffic. */
function isScrapedOnly({ data }: Fact): boolean {
  const ports = mapsAt(data, "spec", "ports");
  const isMetrics = (value: unknown) =>
    typeof value === "string" && /(^|-)(metrics|profiling|probes?)(-|$)/.test(value);
  return ports.length > 0 && ports.every(({ value }) => isMetrics(value.name) || isMetrics(value.targetPort));
}

/** The containers that serve a port of a Service without a probe; where no port tells, the first, if none has a probe. */
function unready(containers: readonly ContainerData[], services: readonly Fact[]): ContainerData[] {
  const targets = new Set(
    services.flatMap(({ data }) =>
      mapsAt(data, "spec", "ports").map(({ value }) => value.targetPort ?? value.port),
    ),
  );
  const serving = containers.filter(({ ports }) =>
    mapsAt(ports).some(
      ({ value }) => targets.has(value.containerPort) || targets.has(value.name ?? undefined),
    ),
  );
  const hasProbe = ({ probes }: ContainerData) =>
    mapAt(probes, "readinessProbe") !== undefined && "readinessProbe" in probes;
  if (serving.length > 0) return serving.filter((each) => !hasProbe(each));
  return containers.some(hasProbe) ? [] : containers.slice(0, 1);
}
