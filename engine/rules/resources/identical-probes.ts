import { deepEqual, isObject, type JsonObject } from "../../json";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

const ACTIONS = ["httpGet", "tcpSocket", "exec", "grpc"] as const;

/** Source: Kubernetes documentation, "Liveness, Readiness, and Startup Probes", on different purposes. */
export const identicalProbes = defineContainerRule({
  id: "resources/identical-probes",
  title: "Liveness and readiness probe are the same",
  severity: "low",
  why: "When a backend is slow, the pod should leave the Service for a while; with the same check it is restarted instead, and the load moves on to the next.",
  remediation: "Let liveness check the process alone, with a higher threshold than readiness.",
  equivalents: { "kube-score": ["pod-probes-identical"], kyverno: ["validate-probes"] },
  opinion: true,
  controls: ["liveness-readiness-probe"],
  since: "0.1.0",
  check({ container, report }) {
    const { livenessProbe: liveness, readinessProbe: readiness } = container.spec;
    if (!isObject(liveness) || !isObject(readiness)) return;
    if (!deepEqual(actionOf(liveness), actionOf(readiness))) return;
    const threshold = (probe: JsonObject) => probe.failureThreshold ?? 3;
    const period = (probe: JsonObject) => probe.periodSeconds ?? 10;
    if (threshold(liveness) !== threshold(readiness) || period(liveness) !== period(readiness)) return;
    report({
      path: container.at("livenessProbe"),
      message: `${describeContainer(container)} is restarted by the same check that takes it out of its Services`,
    });
  },
});

function actionOf(probe: JsonObject): JsonObject {
  const action: JsonObject = {};
  for (const name of ACTIONS) if (probe[name] !== undefined) action[name] = probe[name];
  return action;
}
