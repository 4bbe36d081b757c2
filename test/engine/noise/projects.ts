/** A project whose published manifests are scanned, and what is found in them that we stand by. */
export interface Project {
  /** The module of the Go module proxy that carries the manifests. */
  readonly module: string;
  readonly version: string;
  /** Files and folders of the module, as a user would apply them. */
  readonly paths: readonly string[];
  /** Findings of severity medium or higher: how many, by rule. */
  readonly findings: Readonly<Record<string, number>>;
}

/** Why a finding in manifests that thousands of clusters run is right, by rule. */
export const REASONS: Readonly<Record<string, string>> = {
  "admission/namespace-not-enforced":
    "The project's pods would pass the level restricted, but the namespace it creates lets any other pod in.",
  "admission/namespace-privileged":
    "The namespace opens itself to every pod for the sake of one that needs host access.",
  "identity/authenticated-binding":
    "Every login and every workload gets the role, small as it is: a cluster of many tenants wants to know.",
  "identity/cluster-admin-binding":
    "A deployment controller holds cluster-admin: whoever owns it owns the cluster.",
  "identity/control-network": "The controller may publish services and rewrite ingresses in every namespace.",
  "identity/control-webhooks":
    "Whoever takes the controller over may send every object of the cluster through its webhook.",
  "identity/create-tokens": "The right takes tokens of any account, administrators' included.",
  "identity/create-workloads": "The controller may run pods as any account of every namespace.",
  "identity/delete-data": "The controller may delete the volumes of every namespace.",
  "identity/modify-workloads": "The controller may replace what runs in every namespace.",
  "identity/read-secrets": "The role reads Secrets that the program does not name; a waiver should say why.",
  "identity/service-status":
    "The right draws traffic to any address (CVE-2020-8554); a load balancer needs it, and a waiver.",
  "identity/wildcard-permissions":
    "The role may do everything with what it names: a break-in takes all of it.",
  "identity/workload-admin-account": "The workload's token suffices to take the cluster.",
  "identity/write-config-maps": "The right reaches the ConfigMaps of kube-system in every cluster.",
  "identity/write-secrets":
    "A created Secret of the right type is filled with a token of any account of the namespace.",
  "image/known-vulnerable-component":
    "The pinned release has a published critical flaw that the next patch release closed; each pod that runs it is named once.",
  "image/latest-tag":
    "The published manifest names a branch or latest, so what runs is not what was reviewed.",
  "network/allow-all-egress": "The policy opens all egress of the namespace; a strict cluster narrows it.",
  "network/allow-all-ingress":
    "The policy admits everybody to the server's ports; a strict cluster narrows it.",
  "network/broad-namespace-peer":
    "The policy admits every pod of every namespace, not the sender that is meant.",
  "resources/memory-limit": "Without a limit one leak takes the node's memory.",
  "resources/readiness-probe": "A Service sends traffic to the pod before it can answer.",
  "workload/added-capability":
    "The capability forges packets; the announcing of addresses needs it, and a waiver.",
  "workload/drop-all-capabilities":
    "The helper containers keep the runtime's default capabilities without using them.",
  "workload/host-network":
    "The pod sees the traffic of its node; the announcing of addresses needs it, and a waiver.",
  "workload/host-path": "The driver writes below folders of the node; it has to, and a waiver says so.",
  "workload/mount-propagation": "The driver's mounts reach the node; it has to, and a waiver says so.",
  "workload/privilege-escalation":
    "The helper containers could refuse privilege escalation without noticing.",
  "workload/privileged": "The driver is privileged: whoever breaks into it has the node.",
  "workload/read-only-root-filesystem": "The containers could run on a read-only root file system.",
  "workload/run-as-non-root": "Nothing keeps the containers from running as root.",
  "workload/seccomp-profile":
    "Most clusters do not set seccomp by default, so the containers may make every system call.",
  "workload/sensitive-host-path":
    "The driver writes into the kubelet's folders: whoever breaks into it has the node.",
};

/** Releases pinned by version; the checksum of each module is verified when it is fetched. */
export const PROJECTS: readonly Project[] = [
  {
    module: "sigs.k8s.io/metrics-server",
    version: "v0.8.0",
    paths: ["manifests/base"],
    findings: { "image/latest-tag": 1, "resources/memory-limit": 1 },
  },
  {
    module: "github.com/argoproj/argo-cd/v3",
    version: "v3.1.0",
    paths: ["manifests/install.yaml"],
    findings: {
      "identity/create-workloads": 2,
      "identity/read-secrets": 8,
      "identity/wildcard-permissions": 2,
      "identity/write-config-maps": 1,
      "identity/write-secrets": 1,
      "image/known-vulnerable-component": 7,
      "network/allow-all-ingress": 1,
      "resources/memory-limit": 10,
      "resources/readiness-probe": 3,
    },
  },
  {
    module: "github.com/argoproj/argo-rollouts",
    version: "v1.8.3",
    paths: ["manifests/install.yaml"],
    findings: {
      "identity/control-network": 1,
      "identity/create-workloads": 2,
      "identity/modify-workloads": 3,
      "identity/read-secrets": 1,
      "image/latest-tag": 1,
      "resources/memory-limit": 1,
    },
  },
  {
    module: "github.com/prometheus-operator/prometheus-operator",
    version: "v0.85.0",
    paths: ["bundle.yaml"],
    findings: {
      "identity/wildcard-permissions": 2,
      "identity/workload-admin-account": 1,
      "resources/readiness-probe": 1,
    },
  },
  {
    module: "go.universe.tf/metallb",
    version: "v0.15.2",
    paths: ["config/manifests/metallb-native.yaml"],
    findings: {
      "admission/namespace-privileged": 1,
      "identity/control-webhooks": 1,
      "identity/read-secrets": 3,
      "identity/service-status": 1,
      "resources/memory-limit": 2,
      "workload/added-capability": 1,
      "workload/host-network": 1,
      "workload/run-as-non-root": 1,
      "workload/seccomp-profile": 2,
    },
  },
  {
    module: "sigs.k8s.io/secrets-store-csi-driver",
    version: "v1.5.3",
    paths: ["deploy"],
    findings: {
      "identity/create-tokens": 1,
      "identity/read-secrets": 2,
      "identity/workload-admin-account": 2,
      "workload/drop-all-capabilities": 2,
      "workload/host-path": 5,
      "workload/mount-propagation": 1,
      "workload/privilege-escalation": 2,
      "workload/privileged": 1,
      "workload/read-only-root-filesystem": 3,
      "workload/run-as-non-root": 3,
      "workload/seccomp-profile": 2,
      "workload/sensitive-host-path": 4,
    },
  },
  {
    module: "github.com/fluxcd/flux2/v2",
    version: "v2.7.0",
    paths: ["manifests"],
    findings: {
      "admission/namespace-not-enforced": 1,
      "identity/cluster-admin-binding": 1,
      "identity/create-tokens": 1,
      "identity/read-secrets": 1,
      "identity/write-config-maps": 1,
      "network/allow-all-egress": 1,
      "network/broad-namespace-peer": 1,
    },
  },
  {
    module: "github.com/tektoncd/pipeline",
    version: "v1.3.0",
    paths: ["config"],
    findings: {
      "identity/authenticated-binding": 1,
      "identity/control-webhooks": 2,
      "identity/create-workloads": 2,
      "identity/delete-data": 1,
      "identity/read-secrets": 5,
      "identity/workload-admin-account": 2,
      "resources/memory-limit": 2,
    },
  },
];
