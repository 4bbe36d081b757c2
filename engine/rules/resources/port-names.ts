import { isObject, type JsonValue, type Path } from "../../json";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { describeContainer, WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineResourceRule } from "../define-rule";
import type { ResourceContext } from "../rule";

/** Source: apimachinery validation IsValidPortName (IANA_SVC_NAME) and IsValidPortNum. */
export const portNames = defineResourceRule({
  id: "resources/port-names",
  title: "Port is not allowed",
  severity: "low",
  why: "The API server refuses the manifest, or two ports under one name send traffic to the wrong one.",
  remediation:
    "Use 1 to 65535, and names of up to 15 lower-case letters, digits and hyphens with at least one letter.",
  equivalents: {
    "kube-linter": ["invalid-target-ports"],
    "kube-score": ["container-ports-check"],
    popeye: ["105", "108"],
  },
  controls: ["container-service-port-names"],
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, "Service"],
  check(context) {
    if (context.resource.kind === "Service" && context.resource.group === "") checkService(context);
    const { report } = context;
    for (const pod of context.pods) {
      for (const container of pod.containers) {
        const owner = describeContainer(container);
        const seen = new Set<string>();
        for (const { index, value } of mapsAt(container.spec, "ports")) {
          const path = container.at("ports", index);
          const name = stringAt(value, "name");
          const fault =
            faultOf(name) ?? (name && seen.has(name) ? "is used twice in the container" : undefined);
          if (fault)
            report({ path: [...path, "name"], message: `${owner}: the port name "${name}" ${fault}` });
          if (name) seen.add(name);
          reportNumber(context, [...path, "containerPort"], value.containerPort, owner);
        }
      }
    }
  },
});

function checkService(context: ResourceContext): void {
  const { resource, report } = context;
  const ports = mapsAt(resource.object, "spec", "ports");
  for (const { index, value } of ports) {
    const path: Path = ["spec", "ports", index];
    if (ports.length > 1 && !stringAt(value, "name"))
      report({
        path: [...path, "name"],
        message: "a Service with several ports must name each, so the API server refuses it",
      });
    reportNumber(context, [...path, "port"], value.port, "the Service");
    const { targetPort } = value;
    if (typeof targetPort === "string") {
      const fault = faultOf(targetPort);
      if (fault)
        report({ path: [...path, "targetPort"], message: `the target port "${targetPort}" ${fault}` });
    } else reportNumber(context, [...path, "targetPort"], targetPort, "the Service");
  }
}

function reportNumber(
  { report }: ResourceContext,
  path: Path,
  value: JsonValue | undefined,
  owner: string,
): void {
  if (typeof value !== "number" || isObject(value)) return;
  if (Number.isInteger(value) && value >= 1 && value <= 65_535) return;
  report({ path, message: `${owner}: ${value} is no port number, so the API server refuses it` });
}

function faultOf(name: string | undefined): string | undefined {
  if (name === undefined || name === "") return undefined;
  if (name.length > 15) return "is longer than 15 characters, so the API server refuses it";
  if (!/^[a-z0-9-]+$/.test(name) || /^-|-$|--/.test(name))
    return "holds characters that the API server refuses";
  if (!/[a-z]/.test(name))
    return "has no letter, so the API server refuses it; a number is written without quotes";
  return undefined;
}
