import type { KubernetesMinor } from "../kubernetes/kubernetes-version";
import type { ComponentName } from "./component";

/** A flag that has left a component: with it a newer version does not start. */
export interface RemovedFlag {
  readonly components: readonly ComponentName[];
  readonly flags: readonly string[];
  /** The first minor version without it. */
  readonly removed: KubernetesMinor;
  /** What holds now. */
  readonly instead: string;
}

const KUBERNETES: readonly ComponentName[] = [
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kube-proxy",
  "kubelet",
];

/**
 * Flags that are gone, with the version that no longer has them. Source: the change logs of Kubernetes 1.19 to 1.35;
 * kubernetes/kubernetes#101178 (--kubelet-https), #106859 (ports without login), #133779 (pause image), KEP-2845 (logs).
 */
export const REMOVED_FLAGS: readonly RemovedFlag[] = [
  {
    components: ["kube-apiserver"],
    flags: ["basic-auth-file"],
    removed: 19,
    instead: "people log in by OpenID Connect or client certificates",
  },
  {
    components: ["kube-apiserver"],
    flags: ["audit-dynamic-configuration"],
    removed: 19,
    instead: "auditing is set by --audit-policy-file",
  },
  {
    components: ["kube-apiserver"],
    flags: ["kubelet-https"],
    removed: 22,
    instead: "kubelets are always asked by HTTPS",
  },
  {
    components: ["kube-apiserver"],
    flags: ["insecure-port", "port", "insecure-bind-address", "address"],
    removed: 24,
    instead: "there is no port without login any more",
  },
  {
    components: ["kube-controller-manager", "kube-scheduler"],
    flags: ["port", "address"],
    removed: 24,
    instead: "only the secure port is served",
  },
  {
    components: ["kube-scheduler"],
    flags: [
      "policy-config-file",
      "policy-configmap",
      "policy-configmap-namespace",
      "use-legacy-policy-config",
    ],
    removed: 23,
    instead: "scheduling is set by a KubeSchedulerConfiguration",
  },
  {
    components: ["kube-controller-manager"],
    flags: ["pod-eviction-timeout", "enable-taint-manager"],
    removed: 27,
    instead: "evictions follow taints and tolerations",
  },
  {
    components: ["kubelet"],
    flags: [
      "network-plugin",
      "network-plugin-mtu",
      "cni-bin-dir",
      "cni-conf-dir",
      "cni-cache-dir",
      "docker-endpoint",
      "image-pull-progress-deadline",
      "experimental-dockershim-root-directory",
    ],
    removed: 24,
    instead: "the container runtime sets up networks and pulls images",
  },
  {
    components: ["kubelet"],
    flags: ["dynamic-config-dir"],
    removed: 24,
    instead: "the configuration is a file of the node",
  },
  {
    components: ["kubelet"],
    flags: ["container-runtime"],
    removed: 27,
    instead: "the runtime is found by its endpoint",
  },
  {
    components: ["kubelet"],
    flags: ["pod-infra-container-image"],
    removed: 35,
    instead: "the container runtime chooses its pause image",
  },
  {
    components: KUBERNETES,
    flags: [
      "add-dir-header",
      "alsologtostderr",
      "log-backtrace-at",
      "log-dir",
      "log-file",
      "log-file-max-size",
      "logtostderr",
      "one-output",
      "skip-headers",
      "skip-log-headers",
      "stderrthreshold",
    ],
    removed: 26,
    instead: "logs go to standard error",
  },
];
