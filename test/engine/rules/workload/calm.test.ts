import { describe, expect, test } from "vitest";
import { ruleById } from "../../../../engine/rules/registry";
import { judge } from "../../judge";
import { workload } from "../../workload-manifest";

/** The rules of the layer that speak without being asked for, sorted. */
function speaking(text: string): string[] {
  return judge(undefined, text)
    .map(({ rule }) => rule)
    .filter((rule) => rule.startsWith("workload/") && !ruleById(rule)?.opinion)
    .sort();
}

/** A pod that is hardened but for some lines. */
const hardened = (pod: string, container: string, podSecurity = "", containerSecurity = "") =>
  workload({
    namespace: "shop",
    pod: `serviceAccountName: web\nautomountServiceAccountToken: false\nsecurityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault }${podSecurity} }${pod && `\n${pod}`}`,
    container: `securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] }${containerSecurity} }\nresources: { requests: { cpu: 50m, memory: 64Mi }, limits: { memory: 128Mi } }${container && `\n${container}`}`,
  });

test("the hardened manifest prints nothing", () => {
  expect(speaking(hardened("", ""))).toEqual([]);
});

describe("one cause, one finding", () => {
  test.each([
    [
      "root that nothing refuses",
      workload({
        container:
          "securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsUser: 0, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } }",
      }),
      ["workload/run-as-root"],
    ],
    ["root that is refused", hardened("", "", ", runAsUser: 0"), ["workload/run-as-root"]],
    [
      "privileges, with the capabilities they include",
      workload({
        container:
          "securityContext: { privileged: true, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { add: [SYS_ADMIN, NET_RAW, CHOWN] } }",
      }),
      ["workload/privileged"],
    ],
    [
      "the node's network and its ports",
      hardened("hostNetwork: true", "ports: [{ containerPort: 8080, hostPort: 8080 }]"),
      ["workload/host-network"],
    ],
    [
      "the runtime's socket",
      hardened(
        "volumes: [{ name: socket, hostPath: { path: /run/containerd/containerd.sock } }]",
        "volumeMounts: [{ name: socket, mountPath: /run/containerd/containerd.sock }]",
      ),
      ["workload/runtime-socket"],
    ],
    [
      "a sensitive path, writable",
      hardened(
        "volumes: [{ name: etc, hostPath: { path: /etc } }]",
        "volumeMounts: [{ name: etc, mountPath: /host }]",
      ),
      ["workload/sensitive-host-path"],
    ],
    [
      "a path of the node, writable",
      hardened(
        "volumes: [{ name: data, hostPath: { path: /srv } }]",
        "volumeMounts: [{ name: data, mountPath: /srv }]",
      ),
      ["workload/host-path"],
    ],
    [
      "seccomp off for the pod",
      hardened("", "").replace("RuntimeDefault", "Unconfined"),
      ["workload/seccomp-unconfined"],
    ],
    [
      "a dangerous capability",
      hardened("", "").replace("drop: [ALL]", "drop: [ALL], add: [SYS_MODULE]"),
      ["workload/dangerous-capability"],
    ],
    [
      "/proc unmasked with a user namespace",
      hardened("hostUsers: false", "", "", ", procMount: Unmasked"),
      ["workload/proc-mount-in-user-namespace"],
    ],
    ["/proc unmasked without one", hardened("", "", "", ", procMount: Unmasked"), ["workload/proc-mount"]],
    [
      "a Windows host process and its network",
      workload({
        pod: "os: { name: windows }\nhostNetwork: true\nsecurityContext: { runAsNonRoot: true, windowsOptions: { hostProcess: true } }",
      }),
      ["workload/windows-host-process"],
    ],
  ])("%s", (_title, text, rules) => {
    expect(speaking(text)).toEqual(rules);
  });
});
