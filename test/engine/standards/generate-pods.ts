import type { JsonObject, JsonValue } from "../../../engine/json";

/** A pod as the generator makes it: always well-typed, mostly valid. */
export interface GeneratedPod {
  readonly metadata: { readonly name: string; readonly annotations: Record<string, string> };
  readonly spec: JsonObject;
}

/** A reproducible source of choices. */
interface Dice {
  /** A number from 0 up to, not including, `below`. */
  roll(below: number): number;
  pick<T>(options: readonly [T, ...T[]]): T;
  chance(percent: number): boolean;
}

/** The mulberry32 generator: small, fast, and the same everywhere for one seed. */
function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const roll = (below: number) => Math.floor(next() * below);
  return {
    roll,
    pick: ([first, ...others]) => [first, ...others][roll(others.length + 1)] ?? first,
    chance: (percent) => roll(100) < percent,
  };
}

/** A pod being made, with its parts at hand. */
interface Draft {
  readonly dice: Dice;
  readonly annotations: Record<string, string>;
  readonly spec: JsonObject;
  readonly pod: JsonObject;
  readonly containers: JsonObject[];
  readonly initContainers: JsonObject[];
  readonly ephemeralContainers: JsonObject[];
  readonly volumes: JsonObject[];
  readonly windows: boolean;
}

type Step = (draft: Draft) => void;

/**
 * Makes pods around the edges of the Pod Security Standards: a sound pod of one of several kinds, and up to three
 * changes, some harmless and some not, in any of the container lists.
 */
export function generatePods(seed: number, count: number): GeneratedPod[] {
  const dice = createDice(seed);
  return Array.from({ length: count }, (_, index) => generatePod(dice, index));
}

function generatePod(dice: Dice, index: number): GeneratedPod {
  const annotations: Record<string, string> = {};
  const windows = dice.chance(10);
  const pod: JsonObject = {};
  const list = (prefix: string, length: number) =>
    Array.from(
      { length },
      (_, at): JsonObject => ({ name: `${prefix}${at}`, image: "registry.example/app:1" }),
    );
  const draft: Draft = {
    dice,
    annotations,
    spec: {},
    pod,
    containers: list("app", 1 + dice.roll(2)),
    initContainers: list("init", dice.chance(35) ? 1 : 0),
    ephemeralContainers: list("debug", dice.chance(20) ? 1 : 0),
    volumes: [],
    windows,
  };
  if (windows) draft.spec.os = { name: "windows" };
  else if (dice.chance(15)) draft.spec.os = { name: "linux" };
  dice.pick([restricted, restricted, restricted, restricted, plain, mostlyRestricted, inUserNamespace])(
    draft,
  );
  const changes = dice.pick([0, 0, 1, 1, 1, 1, 1, 2, 3]);
  for (let at = 0; at < changes; at++) {
    const steps = dice.chance(25) ? HARMLESS : windows ? WINDOWS : LINUX;
    (steps[dice.roll(steps.length)] ?? plain)(draft);
  }
  const { containers, initContainers, ephemeralContainers, volumes, spec } = draft;
  return {
    metadata: { name: `pod-${index}`, annotations },
    spec: {
      ...spec,
      ...(Object.keys(pod).length > 0 ? { securityContext: pod } : {}),
      containers,
      ...(initContainers.length > 0 ? { initContainers } : {}),
      ...(ephemeralContainers.length > 0 ? { ephemeralContainers } : {}),
      ...(volumes.length > 0 ? { volumes } : {}),
    },
  };
}

const everyContainer = (draft: Draft) => [
  ...draft.containers,
  ...draft.initContainers,
  ...draft.ephemeralContainers,
];

function anyContainer(draft: Draft): JsonObject {
  const all = everyContainer(draft);
  return all[draft.dice.roll(all.length)] ?? {};
}

/** Probes and ports exist outside the ephemeral containers only. */
function servingContainer(draft: Draft): JsonObject {
  const all = [...draft.containers, ...draft.initContainers];
  return all[draft.dice.roll(all.length)] ?? {};
}

/** The map of a name in another, made if it is missing. */
function into(parent: JsonObject, key: string): JsonObject {
  const known = parent[key];
  if (typeof known === "object" && known !== null && !Array.isArray(known)) return known;
  const made: JsonObject = {};
  parent[key] = made;
  return made;
}

const context = (container: JsonObject) => into(container, "securityContext");

/** Sets a field of the pod's or of a container's security context. */
function setSomewhere(draft: Draft, field: string, value: JsonValue): void {
  if (draft.dice.chance(40)) draft.pod[field] = value;
  else context(anyContainer(draft))[field] = value;
}

const restricted: Step = (draft) => {
  const { dice, windows } = draft;
  if (dice.chance(50)) draft.pod.runAsNonRoot = true;
  else for (const container of everyContainer(draft)) context(container).runAsNonRoot = true;
  if (windows) return;
  const seccomp = (): JsonObject =>
    dice.chance(80)
      ? { type: "RuntimeDefault" }
      : { type: "Localhost", localhostProfile: "profiles/app.json" };
  if (dice.chance(50)) draft.pod.seccompProfile = seccomp();
  else for (const container of everyContainer(draft)) context(container).seccompProfile = seccomp();
  for (const container of everyContainer(draft)) {
    context(container).allowPrivilegeEscalation = false;
    context(container).capabilities = { drop: dice.chance(80) ? ["ALL"] : ["NET_RAW", "ALL"] };
  }
};

const plain: Step = () => undefined;

/** Restricted but for one field of one container. */
const mostlyRestricted: Step = (draft) => {
  restricted(draft);
  const container = context(anyContainer(draft));
  delete container[
    draft.dice.pick(["runAsNonRoot", "seccompProfile", "allowPrivilegeEscalation", "capabilities"])
  ];
};

const inUserNamespace: Step = (draft) => {
  if (draft.dice.chance(85)) restricted(draft);
  if (draft.windows) return;
  draft.spec.hostUsers = false;
  if (draft.dice.chance(40)) {
    delete draft.pod.runAsNonRoot;
    for (const container of everyContainer(draft)) delete context(container).runAsNonRoot;
  }
  if (draft.dice.chance(30)) setSomewhere(draft, "runAsUser", 0);
  if (draft.dice.chance(40))
    context(anyContainer(draft)).procMount = draft.dice.pick(["Unmasked", "Default"]);
};

function addVolume(draft: Draft, source: JsonObject): void {
  draft.volumes.push({ name: `volume-${draft.volumes.length}`, ...source });
}

const CAPABILITIES = [
  "AUDIT_WRITE",
  "CHOWN",
  "SETUID",
  "SYS_CHROOT",
  "NET_BIND_SERVICE",
  "NET_RAW",
  "NET_ADMIN",
  "SYS_ADMIN",
  "SYS_PTRACE",
  "ALL",
  "CAP_CHOWN",
  "chown",
] as const;

type Sysctl = readonly [name: string, value: string];

const SYSCTLS: readonly [Sysctl, ...Sysctl[]] = [
  ["kernel.shm_rmid_forced", "1"],
  ["net.ipv4.ip_local_port_range", "1024 65535"],
  ["net.ipv4.ip_unprivileged_port_start", "0"],
  ["net.ipv4.ip_local_reserved_ports", "8080"],
  ["net.ipv4.tcp_keepalive_time", "600"],
  ["net.ipv4.tcp_fin_timeout", "30"],
  ["net.ipv4.tcp_keepalive_intvl", "30"],
  ["net.ipv4.tcp_keepalive_probes", "3"],
  ["net.ipv4.tcp_rmem", "4096 87380 6291456"],
  ["net.ipv4.tcp_wmem", "4096 16384 4194304"],
  ["net.ipv4.tcp_slow_start_after_idle", "0"],
  ["net.ipv4.tcp_notsent_lowat", "131072"],
  ["net.core.somaxconn", "1024"],
  ["kernel.msgmax", "65536"],
  ["net/ipv4/tcp_syncookies", "1"],
];

/** Volume types that restricted refuses, hostPath apart. */
const OUTSIDE: readonly [JsonObject, ...JsonObject[]] = [
  { nfs: { server: "nfs.example", path: "/" } },
  { gcePersistentDisk: { pdName: "disk" } },
  { awsElasticBlockStore: { volumeID: "vol-1" } },
  { iscsi: { targetPortal: "10.0.0.1:3260", iqn: "iqn.2001-04.example:storage", lun: 0 } },
  { glusterfs: { endpoints: "gluster", path: "data" } },
  { rbd: { monitors: ["10.0.0.1:6789"], image: "data" } },
  { flexVolume: { driver: "example/driver" } },
  { cinder: { volumeID: "1" } },
  { cephfs: { monitors: ["10.0.0.1:6789"] } },
  { flocker: { datasetName: "data" } },
  { fc: { targetWWNs: ["50060e801049cfd1"], lun: 0 } },
  { azureFile: { secretName: "azure", shareName: "share" } },
  { azureDisk: { diskName: "disk", diskURI: "https://blob.example/disk.vhd" } },
  { vsphereVolume: { volumePath: "[store] disk" } },
  { quobyte: { registry: "quobyte.example:7861", volume: "data" } },
  { photonPersistentDisk: { pdID: "1" } },
  { portworxVolume: { volumeID: "1" } },
  { scaleIO: { gateway: "https://gateway.example", system: "s", volumeName: "v", secretRef: { name: "s" } } },
  { storageos: { volumeName: "data" } },
];

/** Volume types that every level lets through, at their edges. */
const INSIDE: readonly [JsonObject, ...JsonObject[]] = [
  {},
  { emptyDir: {} },
  { emptyDir: null },
  { configMap: { name: "settings" } },
  { secret: { secretName: "keys" } },
  { projected: { sources: [{ secret: { name: "keys" } }] } },
  { downwardAPI: { items: [{ path: "labels", fieldRef: { fieldPath: "metadata.labels" } }] } },
  { persistentVolumeClaim: { claimName: "data" } },
  { csi: { driver: "secrets-store.csi.k8s.io", readOnly: true } },
  { image: { reference: "registry.example/models:1" } },
  {
    ephemeral: {
      volumeClaimTemplate: {
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
      },
    },
  },
];

function setHandlerHost(draft: Draft, host: string): void {
  const { dice } = draft;
  const action: JsonObject = dice.chance(50)
    ? { httpGet: { path: "/", port: 8080, host } }
    : { tcpSocket: { port: 8080, host } };
  const container = draft.containers[dice.roll(draft.containers.length)] ?? {};
  if (dice.chance(60)) container[dice.pick(["livenessProbe", "readinessProbe", "startupProbe"])] = action;
  else into(container, "lifecycle")[dice.pick(["postStart", "preStop"])] = action;
}

function setAppArmor(draft: Draft, type: string): void {
  setSomewhere(draft, "appArmorProfile", {
    type,
    ...(type === "Localhost" ? { localhostProfile: "app" } : {}),
  });
}

function annotateAppArmor(draft: Draft, profile: string): void {
  draft.annotations[`container.apparmor.security.beta.kubernetes.io/${String(anyContainer(draft).name)}`] =
    profile;
}

function annotateSeccomp(draft: Draft, profile: string): void {
  // The API server refuses an annotation that contradicts the field.
  delete draft.pod.seccompProfile;
  for (const container of everyContainer(draft)) delete context(container).seccompProfile;
  const key = draft.dice.chance(50)
    ? "seccomp.security.alpha.kubernetes.io/pod"
    : `container.seccomp.security.alpha.kubernetes.io/${draft.dice.chance(85) ? String(anyContainer(draft).name) : "nobody"}`;
  draft.annotations[key] = profile;
}

const hostNamespace: Step = (draft) => {
  draft.spec[draft.dice.pick(["hostNetwork", "hostPID", "hostIPC"])] = true;
  if (draft.dice.chance(50)) servingContainer(draft).ports = [{ containerPort: 8080 }];
};

const hostPath: Step = (draft) => addVolume(draft, { hostPath: { path: draft.dice.pick(["/", "/data"]) } });

const hostPort: Step = (draft) => {
  servingContainer(draft).ports = [
    { containerPort: 8080 },
    { containerPort: 8081, hostPort: draft.dice.pick([0, 8081, 1]) },
  ];
};

const probeHost: Step = (draft) =>
  setHandlerHost(draft, draft.dice.pick(["127.0.0.1", "169.254.169.254", "example.org"]));

const outsideVolume: Step = (draft) => addVolume(draft, draft.dice.pick(OUTSIDE));

const allowRoot: Step = (draft) => {
  const way = draft.dice.roll(4);
  if (way < 2) setSomewhere(draft, "runAsNonRoot", false);
  else if (way === 2) delete draft.pod.runAsNonRoot;
  else delete context(anyContainer(draft)).runAsNonRoot;
};

const hostProcess: Step = (draft) => {
  draft.pod.windowsOptions = { hostProcess: true, runAsUserName: "NT AUTHORITY\\SYSTEM" };
  if (draft.dice.chance(30))
    for (const container of everyContainer(draft)) context(container).windowsOptions = { hostProcess: true };
  draft.spec.hostNetwork = true;
};

const seccompAnnotation: Step = (draft) =>
  annotateSeccomp(draft, draft.dice.pick(["unconfined", "localhost/app", "runtime/default", "odd", ""]));

/** Changes of a Linux pod that some level of some version refuses. */
const LINUX: readonly Step[] = [
  hostNamespace,
  hostPath,
  hostPort,
  hostPort,
  probeHost,
  outsideVolume,
  outsideVolume,
  allowRoot,
  seccompAnnotation,
  seccompAnnotation,
  (draft) => {
    const container = context(anyContainer(draft));
    container.privileged = true;
    delete container.allowPrivilegeEscalation;
  },
  (draft) => {
    const capabilities = into(context(anyContainer(draft)), "capabilities");
    capabilities.add = [draft.dice.pick(CAPABILITIES), draft.dice.pick(CAPABILITIES)];
  },
  (draft) => {
    const capabilities = into(context(anyContainer(draft)), "capabilities");
    capabilities.add = [draft.dice.pick(["NET_RAW", "SYS_TIME", "NET_BIND_SERVICE"])];
  },
  (draft) => {
    into(context(anyContainer(draft)), "capabilities").drop = draft.dice.pick<JsonValue>([
      [],
      ["NET_RAW"],
      ["all"],
      ["CAP_ALL"],
    ]);
  },
  (draft) => {
    const container = context(anyContainer(draft));
    if (draft.dice.chance(50)) delete container.allowPrivilegeEscalation;
    else container.allowPrivilegeEscalation = true;
  },
  (draft) => {
    draft.spec.hostUsers = false;
    context(anyContainer(draft)).procMount = "Unmasked";
  },
  (draft) => {
    draft.spec.hostUsers = false;
    context(anyContainer(draft)).procMount = "Unmasked";
  },
  (draft) => setSomewhere(draft, "runAsUser", 0),
  (draft) => setSomewhere(draft, "runAsUser", 0),
  (draft) =>
    setSomewhere(draft, "seccompProfile", {
      type: draft.dice.pick(["Unconfined", "RuntimeDefault"]),
    }),
  (draft) => {
    delete draft.pod.seccompProfile;
    delete context(anyContainer(draft)).seccompProfile;
  },
  (draft) => setAppArmor(draft, "Unconfined"),
  (draft) => annotateAppArmor(draft, draft.dice.pick(["unconfined", "runtime/default", "localhost/app"])),
  (draft) =>
    setSomewhere(
      draft,
      "seLinuxOptions",
      draft.dice.pick<JsonObject>([
        { type: "container_engine_t" },
        { type: "spc_t" },
        { user: "system_u" },
        { role: "system_r" },
        { type: "container_t", role: "object_r" },
      ]),
    ),
  (draft) => {
    const [name, value] = draft.dice.pick(SYSCTLS);
    draft.pod.sysctls = [{ name, value }];
  },
  (draft) => {
    const [name, value] = draft.dice.pick(SYSCTLS);
    draft.pod.sysctls = [{ name, value }];
  },
];

/** Changes of a Windows pod. */
const WINDOWS: readonly Step[] = [
  hostPath,
  hostPort,
  probeHost,
  allowRoot,
  hostProcess,
  seccompAnnotation,
  outsideVolume,
  (draft) => {
    draft.spec.hostNetwork = true;
  },
];

/** Changes that no level refuses: edges of fields that are judged, and fields that are not. */
const HARMLESS: readonly Step[] = [
  (draft) => addVolume(draft, draft.dice.pick(INSIDE)),
  (draft) => setHandlerHost(draft, ""),
  (draft) => {
    draft.spec[draft.dice.pick(["hostNetwork", "hostPID", "hostIPC"])] = false;
  },
  (draft) => {
    if (!draft.windows) draft.spec.hostUsers = draft.dice.pick([true, false, null]);
  },
  (draft) => {
    if (!draft.windows) setSomewhere(draft, "runAsUser", 1 + draft.dice.roll(3));
  },
  (draft) => {
    if (draft.windows) return;
    context(anyContainer(draft)).procMount = "Default";
    context(anyContainer(draft)).privileged = draft.dice.pick([false, null]);
  },
  (draft) => {
    if (!draft.windows) into(context(anyContainer(draft)), "capabilities").add = ["NET_BIND_SERVICE"];
  },
  (draft) => {
    if (!draft.windows) setAppArmor(draft, draft.dice.pick(["RuntimeDefault", "Localhost"]));
  },
  (draft) => {
    if (!draft.windows)
      setSomewhere(draft, "seLinuxOptions", {
        type: draft.dice.pick(["container_t", "container_init_t", "container_kvm_t", ""]),
        level: "s0:c1,c2",
      });
  },
  (draft) => {
    if (draft.windows) draft.pod.windowsOptions = { hostProcess: false, runAsUserName: "ContainerUser" };
  },
  (draft) => {
    draft.annotations["example.org/owner"] = "shop";
  },
];
