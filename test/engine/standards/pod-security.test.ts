import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../engine/json";
import { type PodTemplate, podTemplatesOf } from "../../../engine/kubernetes/pod-template";
import { resourcesOf } from "../../../engine/kubernetes/resource";
import type { PodSecurityCheckId, PodSecurityLevel } from "../../../engine/standards/pod-security/check";
import { podSecurityChecks } from "../../../engine/standards/pod-security/checks";
import {
  podSecurityChecksAt,
  podSecurityViolations,
} from "../../../engine/standards/pod-security/violations";

/** What restricted asks of a pod and a container at every version. */
const POD = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };
const CONTAINER = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

interface Parts {
  readonly spec?: JsonObject;
  /** Fields of the pod's security context. */
  readonly pod?: JsonObject;
  /** Fields of the container's security context. */
  readonly security?: JsonObject;
  readonly container?: JsonObject;
  readonly annotations?: JsonObject;
}

/** A pod that restricted accepts at every version, but for the parts. */
function pod({ spec, pod: context, security, container, annotations }: Parts): PodTemplate {
  const object: JsonObject = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web", annotations: annotations ?? {} },
    spec: {
      securityContext: { ...POD, ...context },
      containers: [
        {
          name: "web",
          image: "registry.example/web:1",
          securityContext: { ...CONTAINER, ...security },
          ...container,
        },
      ],
      ...spec,
    },
  };
  const [template] = resourcesOf(object).flatMap(podTemplatesOf);
  if (!template) throw new Error("no pod");
  return template;
}

/** `check path` of each violation. */
function violations(template: PodTemplate, level: PodSecurityLevel, minor: number): string[] {
  return podSecurityViolations(template, level, minor).map(({ check, path }) => `${check} ${path.join(".")}`);
}

const c0 = "spec.containers.0";
const windows: Parts = {
  spec: { os: { name: "windows" }, securityContext: { runAsNonRoot: true } },
  container: { securityContext: {} },
};
const seccompPod = "seccomp.security.alpha.kubernetes.io/pod";
const seccompWeb = "container.seccomp.security.alpha.kubernetes.io/web";
const appArmorWeb = "container.apparmor.security.beta.kubernetes.io/web";
const sysctl = (name: string): Parts => ({ pod: { sysctls: [{ name, value: "1" }] } });
const userNamespace = { hostUsers: false };

/** A pod, the level, and what is violated from a version on (until the next entry). */
type Row = readonly [
  title: string,
  parts: Parts,
  level: PodSecurityLevel,
  from: readonly (readonly [minor: number, violations: readonly string[]])[],
];

const ROWS: readonly Row[] = [
  ["a sound pod", {}, "restricted", [[0, []]]],
  [
    "privileged",
    { security: { privileged: true } },
    "baseline",
    [[0, [`privileged ${c0}.securityContext.privileged`]]],
  ],
  [
    "host namespaces and the ports they bring",
    {
      spec: { hostNetwork: true, hostPID: true, hostIPC: true },
      container: { ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }] },
    },
    "baseline",
    [
      [
        0,
        [
          "hostNamespaces spec.hostNetwork",
          "hostNamespaces spec.hostPID",
          "hostNamespaces spec.hostIPC",
          `hostPorts ${c0}.ports.0.containerPort`,
          `hostPorts ${c0}.ports.1.hostPort`,
        ],
      ],
    ],
  ],
  [
    "a path of the node, at baseline",
    { spec: { volumes: [{ name: "a", hostPath: { path: "/" } }] } },
    "baseline",
    [[0, ["hostPathVolumes spec.volumes.0.hostPath"]]],
  ],
  [
    "a path of the node, at restricted",
    { spec: { volumes: [{ name: "a", hostPath: { path: "/" } }] } },
    "restricted",
    [[0, ["restrictedVolumes spec.volumes.0.hostPath"]]],
  ],
  [
    "volumes of other types",
    {
      spec: {
        volumes: [
          { name: "a" },
          { name: "b", nfs: { server: "a" } },
          { name: "c", image: { reference: "a" } },
        ],
      },
    },
    "restricted",
    [[0, ["restrictedVolumes spec.volumes.1.nfs"]]],
  ],
  [
    "a capability beyond the default set, at baseline",
    { security: { capabilities: { drop: ["ALL"], add: ["CHOWN", "NET_RAW"] } } },
    "baseline",
    [[0, [`capabilities_baseline ${c0}.securityContext.capabilities.add.1`]]],
  ],
  [
    "capabilities, at restricted",
    { security: { capabilities: { add: ["CHOWN", "NET_RAW", "NET_BIND_SERVICE"] } } },
    "restricted",
    [
      [0, [`capabilities_baseline ${c0}.securityContext.capabilities.add.1`]],
      [
        22,
        [
          `capabilities_restricted ${c0}.securityContext.capabilities.drop`,
          `capabilities_restricted ${c0}.securityContext.capabilities.add.0`,
          `capabilities_restricted ${c0}.securityContext.capabilities.add.1`,
        ],
      ],
    ],
  ],
  [
    "no allowPrivilegeEscalation",
    { security: { allowPrivilegeEscalation: null } },
    "restricted",
    [
      [0, []],
      [8, [`allowPrivilegeEscalation ${c0}.securityContext.allowPrivilegeEscalation`]],
    ],
  ],
  [
    "a Windows pod without what only Linux has",
    windows,
    "restricted",
    [
      [0, []],
      [8, [`allowPrivilegeEscalation ${c0}.securityContext.allowPrivilegeEscalation`]],
      [
        19,
        [
          `allowPrivilegeEscalation ${c0}.securityContext.allowPrivilegeEscalation`,
          `seccompProfile_restricted ${c0}.securityContext.seccompProfile`,
        ],
      ],
      [
        22,
        [
          `allowPrivilegeEscalation ${c0}.securityContext.allowPrivilegeEscalation`,
          `capabilities_restricted ${c0}.securityContext.capabilities.drop`,
          `seccompProfile_restricted ${c0}.securityContext.seccompProfile`,
        ],
      ],
      [25, []],
    ],
  ],
  [
    "a Windows host process",
    { pod: { windowsOptions: { hostProcess: true } }, security: { windowsOptions: { hostProcess: true } } },
    "baseline",
    [
      [
        0,
        [
          "windowsHostProcess spec.securityContext.windowsOptions.hostProcess",
          `windowsHostProcess ${c0}.securityContext.windowsOptions.hostProcess`,
        ],
      ],
    ],
  ],
  [
    "root, with a user namespace",
    { spec: userNamespace, pod: { runAsNonRoot: false, runAsUser: 0 } },
    "restricted",
    [
      [
        0,
        ["runAsNonRoot spec.securityContext.runAsNonRoot", `runAsNonRoot ${c0}.securityContext.runAsNonRoot`],
      ],
      [
        23,
        [
          "runAsNonRoot spec.securityContext.runAsNonRoot",
          `runAsNonRoot ${c0}.securityContext.runAsNonRoot`,
          "runAsUser spec.securityContext.runAsUser",
        ],
      ],
      [35, []],
    ],
  ],
  [
    "root, as the node's root",
    { spec: { hostUsers: true }, security: { runAsNonRoot: false, runAsUser: 0 } },
    "restricted",
    [
      [0, [`runAsNonRoot ${c0}.securityContext.runAsNonRoot`]],
      [23, [`runAsNonRoot ${c0}.securityContext.runAsNonRoot`, `runAsUser ${c0}.securityContext.runAsUser`]],
    ],
  ],
  [
    "an unmasked /proc with a user namespace, at baseline",
    { spec: userNamespace, security: { procMount: "Unmasked" } },
    "baseline",
    [
      [0, [`procMount ${c0}.securityContext.procMount`]],
      [35, []],
    ],
  ],
  [
    "an unmasked /proc with a user namespace, at restricted",
    { spec: userNamespace, security: { procMount: "Unmasked" } },
    "restricted",
    [
      [0, [`procMount ${c0}.securityContext.procMount`]],
      [35, [`procMount_restricted ${c0}.securityContext.procMount`]],
    ],
  ],
  [
    "SELinux's container_engine_t",
    { pod: { seLinuxOptions: { type: "container_engine_t" } } },
    "baseline",
    [
      [0, ["seLinuxOptions spec.securityContext.seLinuxOptions.type"]],
      [31, []],
    ],
  ],
  [
    "SELinux's user and role",
    { security: { seLinuxOptions: { user: "u", role: "r", level: "s0" } } },
    "baseline",
    [
      [
        0,
        [
          `seLinuxOptions ${c0}.securityContext.seLinuxOptions.user`,
          `seLinuxOptions ${c0}.securityContext.seLinuxOptions.role`,
        ],
      ],
    ],
  ],
  [
    "seccomp annotations",
    { annotations: { [seccompPod]: "unconfined", [seccompWeb]: "odd" } },
    "baseline",
    [
      [
        0,
        [
          `seccompProfile_baseline metadata.annotations.${seccompPod}`,
          `seccompProfile_baseline metadata.annotations.${seccompWeb}`,
        ],
      ],
      [19, []],
    ],
  ],
  [
    "seccomp annotations, at restricted",
    { annotations: { [seccompPod]: "unconfined" } },
    "restricted",
    [
      [0, [`seccompProfile_baseline metadata.annotations.${seccompPod}`]],
      [19, []],
    ],
  ],
  [
    "an unconfined pod, at baseline",
    { pod: { seccompProfile: { type: "Unconfined" } } },
    "baseline",
    [
      [0, []],
      [19, ["seccompProfile_baseline spec.securityContext.seccompProfile.type"]],
    ],
  ],
  [
    "an unconfined pod, at restricted",
    { pod: { seccompProfile: { type: "Unconfined" } } },
    "restricted",
    [
      [0, []],
      [
        19,
        [
          "seccompProfile_restricted spec.securityContext.seccompProfile.type",
          `seccompProfile_restricted ${c0}.securityContext.seccompProfile`,
        ],
      ],
    ],
  ],
  [
    "AppArmor, in every place",
    {
      annotations: { [appArmorWeb]: "unconfined" },
      pod: { appArmorProfile: { type: "Unconfined" } },
      security: { appArmorProfile: { type: "Unconfined" } },
    },
    "baseline",
    [
      [
        0,
        [
          "appArmorProfile spec.securityContext.appArmorProfile.type",
          `appArmorProfile ${c0}.securityContext.appArmorProfile.type`,
          `appArmorProfile metadata.annotations.${appArmorWeb}`,
        ],
      ],
    ],
  ],
  [
    "hosts in probes and hooks",
    {
      container: {
        livenessProbe: { httpGet: { host: "a" } },
        readinessProbe: { tcpSocket: { host: "b" } },
        startupProbe: { httpGet: { host: "" } },
        lifecycle: { postStart: { httpGet: { host: "c" } }, preStop: { tcpSocket: { host: "d" } } },
      },
    },
    "baseline",
    [
      [0, []],
      [
        34,
        [
          `hostProbesAndHostLifecycle ${c0}.livenessProbe.httpGet.host`,
          `hostProbesAndHostLifecycle ${c0}.readinessProbe.tcpSocket.host`,
          `hostProbesAndHostLifecycle ${c0}.lifecycle.postStart.httpGet.host`,
          `hostProbesAndHostLifecycle ${c0}.lifecycle.preStop.tcpSocket.host`,
        ],
      ],
    ],
  ],
  ...(
    [
      ["kernel.shm_rmid_forced", 0],
      ["net.ipv4.ip_unprivileged_port_start", 0],
      ["net.ipv4.ip_local_reserved_ports", 27],
      ["net.ipv4.tcp_keepalive_time", 29],
      ["net.ipv4.tcp_fin_timeout", 29],
      ["net.ipv4.tcp_keepalive_intvl", 29],
      ["net.ipv4.tcp_keepalive_probes", 29],
      ["net.ipv4.tcp_rmem", 32],
      ["net.ipv4.tcp_wmem", 32],
      ["net.ipv4.tcp_slow_start_after_idle", 37],
      ["net.ipv4.tcp_notsent_lowat", 37],
      ["net.core.somaxconn", 38],
    ] as const
  ).map(
    ([name, since]): Row => [
      `the sysctl ${name}`,
      sysctl(name),
      "baseline",
      since === 0
        ? [[0, []]]
        : [
            [0, ["sysctls spec.securityContext.sysctls.0.name"]],
            ...(since <= 37 ? [[since, []] as const] : []),
          ],
    ],
  ),
];

describe("every check at every version", () => {
  test.each(ROWS)("%s", (_title, parts, level, from) => {
    const template = pod(parts);
    for (let minor = 0; minor <= 40; minor++) {
      const expected = from.findLast(([since]) => since <= minor)?.[1];
      expect(violations(template, level, minor), `1.${minor}`).toEqual(expected);
    }
  });

  test("init and ephemeral containers are judged like the others", () => {
    const other = (name: string) => [{ name, image: "registry.example/other:1", securityContext: CONTAINER }];
    const template = pod({
      spec: {
        securityContext: {},
        initContainers: other("init"),
        ephemeralContainers: other("debug"),
      },
    });
    expect(violations(template, "restricted", 37)).toEqual([
      "runAsNonRoot spec.containers.0.securityContext.runAsNonRoot",
      "runAsNonRoot spec.initContainers.0.securityContext.runAsNonRoot",
      "runAsNonRoot spec.ephemeralContainers.0.securityContext.runAsNonRoot",
      "seccompProfile_restricted spec.containers.0.securityContext.seccompProfile",
      "seccompProfile_restricted spec.initContainers.0.securityContext.seccompProfile",
      "seccompProfile_restricted spec.ephemeralContainers.0.securityContext.seccompProfile",
    ]);
  });
});

describe("the checks of a level", () => {
  const ids = (level: PodSecurityLevel, minor: number): PodSecurityCheckId[] =>
    podSecurityChecksAt(level, minor).map(({ id }) => id);

  test("come in versions that rise", () => {
    for (const { id, versions } of podSecurityChecks) {
      const from = versions.map((version) => version.from);
      expect(from, id).toEqual([...new Set(from)].sort((a, b) => a - b));
    }
  });

  test("restricted includes baseline, without what it stands in for", () => {
    const baseline = ids("baseline", 37);
    const restricted = ids("restricted", 37);
    expect(baseline.filter((id) => !restricted.includes(id))).toEqual([
      "capabilities_baseline",
      "hostPathVolumes",
      "procMount",
      "seccompProfile_baseline",
    ]);
  });

  test("what stands in for a check does so only from its own version on", () => {
    expect(ids("restricted", 18)).toContain("seccompProfile_baseline");
    expect(ids("restricted", 19)).not.toContain("seccompProfile_baseline");
    expect(ids("restricted", 21)).toContain("capabilities_baseline");
    expect(ids("restricted", 22)).not.toContain("capabilities_baseline");
    expect(ids("restricted", 34)).toContain("procMount");
    expect(ids("restricted", 35)).not.toContain("procMount");
    expect(ids("restricted", 0)).not.toContain("hostPathVolumes");
  });
});
