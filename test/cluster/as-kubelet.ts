import type { ControlPlane } from "./control-plane";
import { until } from "./wait";

/** What a kubelet writes about a pod with one container. */
export interface KubeletReport {
  /** The label `app` of the pod, and the name of its container. */
  readonly app: string;
  readonly namespace?: string;
  /** Default `registry.example.com/a:1`. */
  readonly image?: string;
  readonly phase: string;
  /** The status of the container, beside its name and image. */
  readonly container: object;
  readonly event?: { readonly reason: string; readonly message: string };
}

/** Waits for the pod of a workload, puts it on a node, and writes its status and an event as a kubelet does. */
export async function writeAsKubelet(
  plane: ControlPlane,
  { app, namespace = "shop", image = "registry.example.com/a:1", phase, container, event }: KubeletReport,
): Promise<void> {
  const list = () => plane.request("GET", `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3D${app}`);
  await until(`the pod of ${app} is there`, async () => (await list()).body.items.length === 1);
  const [pod] = (await list()).body.items;
  const containerStatuses = [{ name: app, image, imageID: "", ready: false, restartCount: 0, ...container }];
  const path = `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}`;
  const answers = [
    await plane.request("POST", `${path}/binding`, {
      apiVersion: "v1",
      kind: "Binding",
      metadata: { name: pod.metadata.name },
      target: { apiVersion: "v1", kind: "Node", name: "node-1" },
    }),
    await plane.request("PATCH", `${path}/status`, { status: { phase, containerStatuses } }),
  ];
  if (event) {
    const { name, uid } = pod.metadata;
    answers.push(
      await plane.request("POST", `/api/v1/namespaces/${namespace}/events`, {
        apiVersion: "v1",
        kind: "Event",
        metadata: { name: `${name}.1` },
        involvedObject: { apiVersion: "v1", kind: "Pod", namespace, name, uid },
        ...event,
        type: "Warning",
        count: 4,
        lastTimestamp: new Date().toISOString(),
      }),
    );
  }
  for (const { status: code, body } of answers) if (code >= 300) throw new Error(JSON.stringify(body));
}
