import { append, fix } from "../../fixes/change";
import { isObject, type JsonValue } from "../../json";
import { mapsAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"] as const;
const ACTIONS = ["httpGet", "tcpSocket", "grpc"] as const;

/** Source: core/v1 IntOrString ports of probes: a name is looked up among the container's own ports. */
export const probePort = defineContainerRule({
  id: "resources/probe-port",
  title: "Probe asks a port that the container does not declare",
  severity: "low",
  why: "A name that is not declared makes the probe fail for ever: the pod never gets traffic, or is restarted again and again. A forgotten number does the same, and load balancers that read the declaration probe elsewhere.",
  remediation: "Declare the port under `ports` of the same container, or correct the probe.",
  equivalents: { "kube-linter": ["liveness-port", "readiness-port", "startup-port"] },
  controls: ["probe-targets-a-port-not-exposed"],
  fixable: true,
  since: "0.1.0",
  check({ container, report }) {
    const ports = mapsAt(container.spec, "ports").map(({ value }) => value);
    const owner = describeContainer(container);
    // Probes of one container mostly ask the same port: it is told once.
    const told = new Set<JsonValue>();
    for (const probe of PROBES) {
      for (const action of ACTIONS) {
        const target = container.spec[probe];
        const call = isObject(target) ? target[action] : undefined;
        const port = isObject(call) ? call.port : undefined;
        const path = container.at(probe, action, "port");
        if (port === undefined || told.has(port)) continue;
        if (typeof port === "string" && !ports.some(({ name }) => name === port)) {
          told.add(port);
          report({
            path,
            severity: "medium",
            message: `${owner}: the ${probe} asks the port "${port}", which the container does not name`,
          });
        } else if (
          typeof port === "number" &&
          ports.length > 0 &&
          !ports.some(({ containerPort }) => containerPort === port)
        ) {
          told.add(port);
          report({
            path,
            message: `${owner}: the ${probe} asks the port ${port}, which is not among the declared ports`,
            fixes: [
              fix("safe", `Declare the port ${port}`, append(container.at("ports"), { containerPort: port })),
            ],
          });
        }
      }
    }
  },
});
