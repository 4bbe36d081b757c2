import type { JsonObject } from "../../engine/json";

/** Objects as a cluster lists them: what triage and posture read. */

/** A Deployment with its ReplicaSet; the pods are `pod(…)`. */
export function deployment(name: string, spec: JsonObject = {}, namespace = "shop"): JsonObject[] {
  const labels = { app: name };
  return [
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, namespace, uid: `d-${name}` },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name, image: "r.example.com/a:1" }], ...spec },
        },
      },
      status: {},
    },
    {
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        name: `${name}-rs`,
        namespace,
        ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name, controller: true }],
      },
      spec: { replicas: 1 },
      status: { replicas: 1 },
    },
  ];
}

/** A pod of that Deployment with one container, in the state given. */
export function pod(
  owner: string,
  status: JsonObject,
  spec: JsonObject = {},
  { name = `${owner}-1`, container = {}, namespace = "shop" } = {} as {
    name?: string;
    container?: JsonObject;
    namespace?: string;
  },
): JsonObject {
  const containerStatus = status.container as JsonObject | undefined;
  const { container: _left, ...rest } = status;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace,
      labels: { app: owner },
      ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: `${owner}-rs`, controller: true }],
    },
    spec: {
      containers: [{ name: owner, image: "r.example.com/a:1", ...container }],
      nodeName: "n1",
      ...spec,
    },
    status: {
      phase: "Pending",
      ...rest,
      ...(containerStatus
        ? { containerStatuses: [{ name: owner, ready: false, restartCount: 3, ...containerStatus }] }
        : {}),
    },
  };
}

/** A container that waits. */
export function waiting(reason: string, message = ""): JsonObject {
  return { container: { state: { waiting: { reason, message } } } };
}

/** An event about an object. */
export function event(
  kind: string,
  name: string,
  reason: string,
  message: string,
  namespace = "shop",
): JsonObject {
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: `${name}.${reason}.${message.length}`, namespace },
    involvedObject: { kind, name, namespace },
    reason,
    message,
    count: 2,
    lastTimestamp: "2026-05-01T10:00:00Z",
    type: "Warning",
  };
}
