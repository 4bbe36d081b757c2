/** What a field means for security, in a sentence or two of Markdown. */
export interface FieldNote {
  /** The last segments of the field's path; `[]` stands for a list item. */
  readonly path: readonly string[];
  /** The kinds whose field it is; absent: every kind. */
  readonly kinds?: readonly string[];
  readonly note: string;
}

const note = (path: string, text: string, ...kinds: readonly string[]): FieldNote => ({
  path: path.split(" "),
  note: text,
  ...(kinds.length > 0 ? { kinds } : {}),
});

/** Kinds that hold a pod spec. */
const ROLE_KINDS = ["Role", "ClusterRole"];
const BINDING_KINDS = ["RoleBinding", "ClusterRoleBinding"];
const WEBHOOKS = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"];

/** Security-relevant fields. Sources: the Kubernetes API reference, Pod Security Standards, kubelet and kubeadm references. */
export const FIELD_NOTES: readonly FieldNote[] = [
  note(
    "securityContext privileged",
    "`true` gives the container every capability and every device of the node: it *is* the node. Baseline forbids it.",
  ),
  note(
    "securityContext allowPrivilegeEscalation",
    "`false` sets *no_new_privs*: no setuid program and no file capability can gain rights. Restricted asks for `false`; absent means `true`.",
  ),
  note(
    "securityContext runAsNonRoot",
    "`true` lets the kubelet refuse to start the container as UID 0. It does not choose a user: the image or `runAsUser` does.",
  ),
  note(
    "securityContext runAsUser",
    "The UID of the process. `0` is root on the node, too, unless the pod has its own user namespace (`hostUsers: false`).",
  ),
  note(
    "securityContext runAsGroup",
    "The primary group of the process. Absent, it is that of the image, often `0`.",
  ),
  note("securityContext fsGroup", "A group that owns mounted volumes and is added to the process."),
  note(
    "securityContext readOnlyRootFilesystem",
    "`true` keeps an intruder from writing tools into the image's file system. Mount an `emptyDir` where the program must write.",
  ),
  note(
    "securityContext capabilities",
    "Parts of root's power. Drop `ALL`; restricted allows only `NET_BIND_SERVICE` to be added back.",
  ),
  note(
    "capabilities add",
    "Capabilities beyond the runtime's default. `SYS_ADMIN`, `SYS_MODULE`, `SYS_PTRACE` and `BPF` lead to the node.",
  ),
  note(
    "capabilities drop",
    "Restricted asks for `ALL`. The runtime's default set includes `NET_RAW`, which forges packets.",
  ),
  note(
    "seccompProfile",
    "The filter of system calls. `RuntimeDefault` blocks those that exploits of the kernel use most; absent means *unconfined* unless the kubelet's `seccompDefault` is on.",
  ),
  note(
    "seccompProfile type",
    "`RuntimeDefault`, `Localhost` (a profile on the node) or `Unconfined` (none: refused by baseline).",
  ),
  note("appArmorProfile type", "`RuntimeDefault`, `Localhost` or `Unconfined` (refused by baseline)."),
  note(
    "securityContext seLinuxOptions",
    "Baseline allows only container types, and neither `user` nor `role`.",
  ),
  note(
    "securityContext procMount",
    "`Unmasked` shows the node's `/proc` settings; baseline allows only `Default`.",
  ),
  note("securityContext sysctls", "Kernel settings. Baseline allows only the namespaced, safe ones."),
  note(
    "windowsOptions hostProcess",
    "A Windows container that runs on the node itself; baseline forbids it.",
  ),
  note("supplementalGroupsPolicy", "`Strict` ignores groups that the image's `/etc/group` adds to the user."),
  note(
    "spec hostNetwork",
    "The pod uses the node's network: it sees its traffic, reaches what listens on localhost, and NetworkPolicies do not apply to it.",
  ),
  note("spec hostPID", "The pod sees every process of the node, with their environments."),
  note("spec hostIPC", "The pod shares memory with processes of the node."),
  note(
    "spec hostUsers",
    "`false` gives the pod a user namespace: root in the container is an unprivileged user on the node.",
  ),
  note(
    "hostPath",
    "A folder of the node. A writable one, or the container runtime's socket, is control of the node; baseline forbids all of them.",
  ),
  note(
    "hostPath path",
    "A folder of the node. `/`, `/etc`, `/var/run`, `/proc` and the kubelet's folders are control of the node.",
  ),
  note("ports [] hostPort", "Opens a port on the node, past Services and most policies."),
  note(
    "automountServiceAccountToken",
    "Absent or `true`, a token for the API server is mounted into every container. Set `false` where the program does not call the API.",
  ),
  note(
    "serviceAccountName",
    "The identity of the pod towards the API server and, by workload identity, the cloud. `default` is shared by everything in the namespace.",
  ),
  note("shareProcessNamespace", "Containers see each other's processes, environments and files."),
  note(
    "imagePullPolicy",
    "`Always` checks the right to pull at every start; with a fixed tag or digest `IfNotPresent` is enough.",
  ),
  note(
    "containers [] image",
    "Pin a version, better a digest (`@sha256:…`): a tag that moves makes roll-backs and scans meaningless.",
  ),
  note(
    "resources limits",
    "A memory limit keeps one container from starving the node. A CPU limit throttles, and is a matter of opinion.",
  ),
  note(
    "resources requests",
    "What the scheduler reserves; without requests the pod is the first to be evicted.",
  ),
  note(
    "envFrom [] secretRef",
    "Every key of the Secret becomes an environment variable, which crash reports and child processes inherit. A mounted file is safer.",
  ),
  note(
    "valueFrom secretKeyRef",
    "A Secret in an environment variable is inherited by child processes and ends in crash reports; it does not follow a rotation.",
  ),
  note("volumeMounts [] subPath", "A mount with `subPath` never sees a rotated Secret or ConfigMap."),
  note("revisionHistoryLimit", "How many old versions can be rolled back to. `0` means none."),
  note(
    "labels pod-security.kubernetes.io/enforce",
    "The Pod Security level below which pods are refused in this namespace.",
    "Namespace",
  ),
  note(
    "labels pod-security.kubernetes.io/enforce-version",
    "The version of the standard; `latest` changes with an upgrade of the cluster.",
    "Namespace",
  ),
  note(
    "labels pod-security.kubernetes.io/audit",
    "The Pod Security level that is noted in the audit log.",
    "Namespace",
  ),
  note(
    "labels pod-security.kubernetes.io/warn",
    "The Pod Security level about which whoever applies is warned.",
    "Namespace",
  ),
  note(
    "rules [] verbs",
    "What may be done. `list` and `watch` show contents as `get` does; `escalate`, `bind` and `impersonate` lead to cluster-admin; `*` includes verbs of the future.",
    ...ROLE_KINDS,
  ),
  note(
    "rules [] resources",
    "What it may be done to. Sub-resources such as `pods/exec`, `serviceaccounts/token` and `nodes/proxy` are rights of their own.",
    ...ROLE_KINDS,
  ),
  note(
    "rules [] apiGroups",
    'The API groups; `""` is the core group. `*` includes every CRD.',
    ...ROLE_KINDS,
  ),
  note(
    "rules [] resourceNames",
    "Limits `get`, `update`, `patch` and `delete` to these names. It does not limit `create` and `deletecollection`; `list` and `watch` only where the request names the object.",
    ...ROLE_KINDS,
  ),
  note(
    "rules [] nonResourceURLs",
    "Paths of the API server itself, such as `/metrics` and `/debug`.",
    ...ROLE_KINDS,
  ),
  note(
    "aggregationRule",
    "Rules are collected from every ClusterRole with these labels: whoever can create such a role widens this one.",
    "ClusterRole",
  ),
  note(
    "subjects",
    "Who gets the role. `system:authenticated` is everybody with any identity, `system:anonymous` everybody.",
    ...BINDING_KINDS,
  ),
  note(
    "roleRef",
    "The role that is given; it cannot be changed, only replaced with its binding.",
    ...BINDING_KINDS,
  ),
  note(
    "spec policyTypes",
    "The directions that this policy isolates. With `Egress` and no rules, DNS is cut too. Absent: `Ingress`, and `Egress` where there are egress rules.",
    "NetworkPolicy",
  ),
  note(
    "spec podSelector",
    "The pods that are isolated; `{}` is every pod of the namespace.",
    "NetworkPolicy",
  ),
  note(
    "ingress [] from",
    "Who may connect. Absent or empty: everybody. Several selectors in one item must all match; several items add up.",
    "NetworkPolicy",
  ),
  note(
    "egress [] to",
    "Whom the pods may reach. Absent or empty: everything, the cloud's metadata service included.",
    "NetworkPolicy",
  ),
  note(
    "ipBlock cidr",
    "Addresses outside the cluster; whether pod addresses match depends on the network plug-in. `0.0.0.0/0` includes 169.254.169.254.",
    "NetworkPolicy",
  ),
  note("spec type", "`LoadBalancer` and `NodePort` open the Service to the outside.", "Service"),
  note(
    "spec externalIPs",
    "Traffic for these addresses inside the cluster is taken over by this Service (CVE-2020-8554).",
    "Service",
  ),
  note("loadBalancerSourceRanges", "Who may reach the load balancer; absent means everybody.", "Service"),
  note(
    "spec tls",
    "Hosts without an entry here are served in plain text, unless TLS ends in front of the controller.",
    "Ingress",
  ),
  note(
    "failurePolicy",
    "`Fail` refuses what cannot be judged, `Ignore` lets it pass. Security needs `Fail`, with system namespaces excluded.",
    ...WEBHOOKS,
    "ValidatingAdmissionPolicy",
    "MutatingAdmissionPolicy",
  ),
  note("mtls mode", "`STRICT` refuses plain text; `PERMISSIVE` accepts both.", "PeerAuthentication"),
  note(
    "extraArgs anonymous-auth",
    "Whether requests without credentials are accepted. `false` breaks kubeadm's probes: prefer conditions for the health endpoints alone.",
  ),
  note("extraArgs authorization-mode", "`Node,RBAC`; `AlwaysAllow` gives everybody everything."),
  note(
    "extraArgs enable-admission-plugins",
    "Keep `NodeRestriction`: without it a node can change other nodes and pods.",
  ),
  note("extraArgs encryption-provider-config", "Without it Secrets lie in etcd as they are."),
  note("extraArgs audit-policy-file", "Without an audit policy nobody can tell who did what."),
  note("extraArgs audit-log-path", "Where the audit log is written; without it there is none."),
  note("extraArgs profiling", "`false` closes the profiling endpoints."),
  note("extraArgs tls-min-version", "The oldest TLS version that is accepted; `VersionTLS12` or newer."),
  note(
    "extraArgs kubelet-certificate-authority",
    "Without it the API server does not check whom it talks to on a node.",
  ),
  note("extraArgs bind-address", "`127.0.0.1` keeps the component's port on the node."),
  note(
    "authentication anonymous",
    "Whether the kubelet answers without credentials.",
    "KubeletConfiguration",
  ),
  note(
    "authorization mode",
    "`Webhook` asks the API server; `AlwaysAllow` lets everybody run commands in every pod.",
    "KubeletConfiguration",
  ),
  note(
    "readOnlyPort",
    "`0` closes the port that shows every pod without authentication.",
    "KubeletConfiguration",
  ),
  note(
    "protectKernelDefaults",
    "`true` refuses to start where kernel settings differ from what the kubelet expects.",
    "KubeletConfiguration",
  ),
  note(
    "seccompDefault",
    "`true` makes `RuntimeDefault` the profile of pods that name none.",
    "KubeletConfiguration",
  ),
  note("rotateCertificates", "`true` renews the kubelet's client certificate.", "KubeletConfiguration"),
  note(
    "providers",
    "The first provider encrypts; all of them decrypt. `identity` first means plain text.",
    "EncryptionConfiguration",
  ),
];
