import { ITEM } from "../text-context";

/** A value worth offering, with what it means. The first of a list is the hardened one. */
export interface FieldValue {
  readonly value: string;
  readonly note: string;
}

/** The values of a field. */
export interface FieldValues {
  /** The last segments of the field's path. */
  readonly path: readonly string[];
  /** The kinds whose field it is; absent: every kind. */
  readonly kinds?: readonly string[];
  readonly values: readonly FieldValue[];
}

const value = (text: string, note: string): FieldValue => ({ value: text, note });
const item = (field: string): readonly string[] => [field, ITEM];

/** Source: capabilities(7), with what each gives away. Names are written without `CAP_`, as Kubernetes does. */
const CAPABILITIES: readonly FieldValue[] = [
  value("NET_BIND_SERVICE", "Bind ports below 1024; the one that the restricted standard lets one add"),
  value("AUDIT_CONTROL", "Change the rules of the kernel's audit"),
  value("AUDIT_READ", "Read the kernel's audit log"),
  value("AUDIT_WRITE", "Write to the kernel's audit log; granted by default"),
  value("BLOCK_SUSPEND", "Keep the node from sleeping"),
  value("BPF", "Load BPF programs: read and change the kernel's view of every pod"),
  value("CHECKPOINT_RESTORE", "Checkpoint and restore processes"),
  value("CHOWN", "Change the owner of any file; granted by default"),
  value("DAC_OVERRIDE", "Ignore file permissions; granted by default"),
  value("DAC_READ_SEARCH", "Read any file; opens files of the node by handle"),
  value("FOWNER", "Act as the owner of any file; granted by default"),
  value("FSETID", "Keep setuid bits on changed files; granted by default"),
  value("IPC_LOCK", "Lock memory"),
  value("IPC_OWNER", "Ignore permissions of shared memory"),
  value("KILL", "Signal any process; granted by default"),
  value("LEASE", "Take leases on files"),
  value("LINUX_IMMUTABLE", "Change immutable files"),
  value("MAC_ADMIN", "Change mandatory access control"),
  value("MAC_OVERRIDE", "Ignore mandatory access control"),
  value("MKNOD", "Create device files; granted by default"),
  value("NET_ADMIN", "Change interfaces, routes and firewall rules"),
  value("NET_BROADCAST", "Send broadcasts"),
  value("NET_RAW", "Forge packets: ARP and DNS spoofing inside the cluster; granted by default"),
  value("PERFMON", "Observe performance of the whole node"),
  value("SETFCAP", "Give files capabilities; granted by default"),
  value("SETGID", "Become any group; granted by default"),
  value("SETPCAP", "Change its own capabilities; granted by default"),
  value("SETUID", "Become any user; granted by default"),
  value("SYSLOG", "Read the kernel's log and addresses"),
  value("SYS_ADMIN", "Nearly root on the node: mount, namespaces, and more"),
  value("SYS_BOOT", "Reboot the node"),
  value("SYS_CHROOT", "Change the root directory; granted by default"),
  value("SYS_MODULE", "Load kernel modules: full control of the node"),
  value("SYS_NICE", "Raise priorities"),
  value("SYS_PACCT", "Switch process accounting"),
  value("SYS_PTRACE", "Trace other processes and read their memory"),
  value("SYS_RAWIO", "Raw access to devices and memory"),
  value("SYS_RESOURCE", "Exceed resource limits"),
  value("SYS_TIME", "Set the node's clock"),
  value("SYS_TTY_CONFIG", "Configure terminals"),
  value("WAKE_ALARM", "Wake the node"),
];

const CONFINEMENT: readonly FieldValue[] = [
  value("RuntimeDefault", "The profile of the container runtime: what the restricted standard asks for"),
  value("Localhost", "A profile on the node, named by `localhostProfile`"),
];

/** What each RBAC verb allows; also shown on hover. */
export const VERBS: readonly FieldValue[] = [
  value("get", "Read one object by name. On `pods/exec` it was enough to run commands before 1.35"),
  value("list", "Read every object, contents included: for Secrets the same as reading them all"),
  value("watch", "Read every object as it changes, contents included"),
  value("create", "Create objects. Pods: run as any service account of the namespace"),
  value("update", "Replace objects"),
  value("patch", "Change parts of objects"),
  value("delete", "Delete one object by name"),
  value("deletecollection", "Delete many objects at once"),
  value("use", "Use a policy or priority by name"),
  value("bind", "Bind roles that hold more than one has oneself: a way to cluster-admin"),
  value("escalate", "Write roles that hold more than one has oneself: a way to cluster-admin"),
  value("impersonate", "Act as another user, group or service account"),
  value("approve", "Approve certificate signing requests: issue identities"),
  value("sign", "Sign certificates for a signer"),
];

const ROLES = ["Role", "ClusterRole"];
const POLICY_KINDS = [
  "ValidatingWebhookConfiguration",
  "MutatingWebhookConfiguration",
  "ValidatingAdmissionPolicy",
  "MutatingAdmissionPolicy",
];

/** Fields whose good values are known. */
export const FIELD_VALUES: readonly FieldValues[] = [
  { path: ["seccompProfile", "type"], values: CONFINEMENT },
  { path: ["appArmorProfile", "type"], values: CONFINEMENT },
  {
    path: ["capabilities", ...item("drop")],
    values: [value("ALL", "Every capability: what the restricted standard asks for"), ...CAPABILITIES],
  },
  { path: ["capabilities", ...item("add")], values: CAPABILITIES },
  { path: ["rules", ITEM, ...item("verbs")], kinds: ROLES, values: VERBS },
  { path: ["runAsNonRoot"], values: [value("true", "The kubelet refuses to start the container as root")] },
  {
    path: ["allowPrivilegeEscalation"],
    values: [value("false", "No setuid program gains rights (no_new_privs)")],
  },
  {
    path: ["readOnlyRootFilesystem"],
    values: [value("true", "Nothing can be written to the image's file system")],
  },
  { path: ["privileged"], values: [value("false", "No access to the node's devices and capabilities")] },
  { path: ["procMount"], values: [value("Default", "The masked /proc of the runtime")] },
  {
    path: ["supplementalGroupsPolicy"],
    values: [
      value("Strict", "Groups of the image's /etc/group do not count"),
      value("Merge", "Groups of the image are added"),
    ],
  },
  { path: ["automountServiceAccountToken"], values: [value("false", "No API token in the pod")] },
  { path: ["hostNetwork"], values: [value("false", "Its own network: policies apply")] },
  { path: ["hostPID"], values: [value("false", "Its own processes")] },
  { path: ["hostIPC"], values: [value("false", "Its own shared memory")] },
  {
    path: ["hostUsers"],
    values: [value("false", "A user namespace: root in the container is nobody on the node")],
  },
  {
    path: ["imagePullPolicy"],
    values: [
      value("IfNotPresent", "Right for tags that never move and for digests"),
      value("Always", "Checks the registry, and the right to pull, at every start"),
      value("Never", "Only images that are on the node"),
    ],
  },
  {
    path: ["spec", ...item("policyTypes")],
    kinds: ["NetworkPolicy"],
    values: [
      value("Ingress", "Connections to the pods: what is not allowed is denied"),
      value("Egress", "Connections from the pods: what is not allowed is denied, DNS included"),
    ],
  },
  {
    path: ["failurePolicy"],
    kinds: POLICY_KINDS,
    values: [
      value("Fail", "What cannot be judged is refused: right for security, with system namespaces excluded"),
      value("Ignore", "What cannot be judged passes"),
    ],
  },
  {
    path: ["spec", ...item("validationActions")],
    kinds: ["ValidatingAdmissionPolicyBinding"],
    values: [
      value("Deny", "Refuse the request"),
      value("Warn", "Warn the caller"),
      value("Audit", "Note it in the audit log"),
    ],
  },
  {
    path: ["spec", "type"],
    kinds: ["Service"],
    values: [
      value("ClusterIP", "Reachable inside the cluster only"),
      value("LoadBalancer", "Exposed by the cloud: restrict it with `loadBalancerSourceRanges`"),
      value("NodePort", "Open on every node"),
      value("ExternalName", "An alias for a name outside"),
    ],
  },
  {
    path: ["spec", "externalTrafficPolicy"],
    kinds: ["Service"],
    values: [value("Local", "Keeps the caller's address"), value("Cluster", "Hides the caller's address")],
  },
  {
    path: ["mtls", "mode"],
    kinds: ["PeerAuthentication"],
    values: [
      value("STRICT", "Only mutual TLS"),
      value("PERMISSIVE", "Plain text is accepted too"),
      value("DISABLE", "No mutual TLS"),
    ],
  },
  {
    path: ["spec", "action"],
    kinds: ["AuthorizationPolicy"],
    values: [
      value("ALLOW", "What no rule allows is denied"),
      value("DENY", "What a rule matches is denied, before any allow"),
      value("AUDIT", "What a rule matches is noted"),
      value("CUSTOM", "An external authorizer decides"),
    ],
  },
  {
    path: ["pathType"],
    kinds: ["Ingress"],
    values: [
      value("Exact", "This path alone"),
      value("Prefix", "This path and those below"),
      value("ImplementationSpecific", "As the controller likes: may be a pattern"),
    ],
  },
];
