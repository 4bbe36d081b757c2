import type { JsonObject } from "../json";
import { booleanAt, mapsAt, stringAt } from "../kubernetes/fields";
import type { PodTemplate } from "../kubernetes/pod-template";
import { rememberLast } from "../remember";

/** What a path of the node gives away. */
export type HostPathClass = "runtime-socket" | "cloud-credentials" | "sensitive" | "plain";

/** Sockets of container runtimes and builders, and the folders made for them; any control of them is control of the node. */
export const RUNTIME_SOCKETS =
  /^(\/var)?\/run\/((docker|dockershim|cri-dockerd|containerd|crio|podman|buildkit)(\.sock)?|(docker|containerd|crio|podman|buildkit|k3s\/containerd)(\/[^/]*\.sock)?)$|^\/var\/(run\/)?snap\/microk8s\/common\/run\/containerd\.sock$/;

/** Files with the credentials that cloud nodes hold. Source: MITRE ATT&CK T1552. */
export const CLOUD_CREDENTIALS =
  /^\/etc\/kubernetes\/azure\.json$|^(\/root|\/home\/[^/]+)\/\.(aws|azure|config\/gcloud|kube)(\/.*)?$|^\/var\/lib\/waagent(\/.*)?$/;

/** Files below sensitive folders that tell nothing and steer nothing. */
export const HARMLESS =
  /^\/etc\/(localtime|timezone|machine-id|hostname|os-release|ssl\/certs|pki\/tls\/certs|ca-certificates)(\/.*)?$|^\/usr\/(share|local\/share)(\/.*)?$|^\/lib\/modules(\/.*)?$|^\/dev\/(shm|dri|fuse|net\/tun|null|kvm|nvidia[^/]*)$/;

/** Folders from which the node is read or taken over. */
export const SENSITIVE =
  /^\/$|^\/(bin|boot|dev|etc|home|lib|lib64|opt|proc|root|run|sbin|sys|usr)(\/.*)?$|^\/var$|^\/var\/(lib|log|run|spool)$|^\/var\/(log\/(pods|containers)|spool\/cron)(\/.*)?$|^\/var\/lib\/(kubelet|docker|containerd|containers|crio|etcd|rancher|dockershim|cloud)(\/.*)?$/;

/** Run folders of single programs hold their own sockets and nothing of the node. */
export const OWN_RUN_FOLDER = /^(\/var)?\/run\/[^/]+(\/.*)?$|^\/opt\/[^/]+(\/.*)?$/;

/** What mounting a path of the node gives away; a missing path, which the API server refuses, gives nothing. */
export function classifyHostPath(path: string): HostPathClass {
  if (path === "") return "plain";
  const clean = normalize(path);
  if (RUNTIME_SOCKETS.test(clean)) return "runtime-socket";
  if (CLOUD_CREDENTIALS.test(clean)) return "cloud-credentials";
  if (HARMLESS.test(clean) || OWN_RUN_FOLDER.test(clean)) return "plain";
  return SENSITIVE.test(clean) ? "sensitive" : "plain";
}

function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** A volume that is a path of the node, and how it is used. */
export interface HostPathVolume {
  readonly index: number;
  /** The volume's name, or its index where it has none. */
  readonly name: string;
  readonly path: string;
  readonly class: HostPathClass;
  /** The names of the containers that mount it writable. */
  readonly writers: readonly string[];
}

/** The volumes of a pod that are paths of the node. */
export const hostPathVolumes: (pod: PodTemplate) => readonly HostPathVolume[] = rememberLast((pod) =>
  mapsAt(pod.spec, "volumes").flatMap(({ index, value }) => {
    if (typeof value.hostPath !== "object" || value.hostPath === null || Array.isArray(value.hostPath))
      return [];
    const path = stringAt(value, "hostPath", "path") ?? "";
    const name = stringAt(value, "name") ?? String(index);
    return [{ index, name, path, class: classifyHostPath(path), writers: writersOf(pod, name) }];
  }),
);

function writersOf(pod: PodTemplate, volume: string): string[] {
  const writes = (mount: JsonObject) =>
    stringAt(mount, "name") === volume && booleanAt(mount, "readOnly") !== true;
  return pod.containers
    .filter(({ spec }) => mapsAt(spec, "volumeMounts").some(({ value }) => writes(value)))
    .map((container) => container.name ?? `${container.list}[${container.index}]`);
}
