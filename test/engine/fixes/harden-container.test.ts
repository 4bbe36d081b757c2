import { expect, test } from "vitest";
import { readManifestFile } from "../../../engine/analyze-file";
import { applyFixes } from "../../../engine/fixes/apply-fixes";
import type { Fix } from "../../../engine/fixes/fix";
import { hardenContainerFix } from "../../../engine/fixes/harden-container";
import { type Container, type PodTemplate, podTemplatesOf } from "../../../engine/kubernetes/pod-template";
import { applyTextEdits } from "../../../engine/yaml/text-edit";
import { judge } from "../judge";
import { workload } from "../workload-manifest";

/** The containers of the first pod of a text. */
function containersOf(text: string): [PodTemplate, readonly Container[]] {
  const pod = readManifestFile("manifest.yaml", text)
    .documents.flatMap(({ resources }) => resources)
    .flatMap(podTemplatesOf)[0];
  if (!pod) throw new Error("no pod");
  return [pod, pod.containers];
}

function harden(text: string): { fixes: Fix[]; hardened: string } {
  const [pod, containers] = containersOf(text);
  const fixes = containers.map((container) => hardenContainerFix(pod, container));
  const file = readManifestFile("manifest.yaml", text);
  const { edits, dropped } = applyFixes(
    file,
    fixes.map((fix) => ({ finding: { document: 0, base: [] }, fix })),
  );
  expect(dropped).toEqual([]);
  return { fixes, hardened: applyTextEdits(text, edits) };
}

const rulesLeft = (text: string) =>
  judge(undefined, text)
    .filter(({ rule }) => rule.startsWith("workload/"))
    .map(({ rule }) => rule)
    .filter((rule) => !OPINIONS.has(rule));

/** Opinions that a hardened pod still does not share. */
const OPINIONS = new Set(["workload/apparmor-profile", "workload/runtime-class", "workload/user-namespace"]);

test("a bare container gets everything at once, and says what may break", () => {
  const { fixes, hardened } = harden(workload());
  expect(fixes.map(({ safety, title }) => [safety, title])).toEqual([
    [
      "harden",
      "Harden this container (may break an image that runs as root, relies on setuid, writes outside /tmp or needs capabilities)",
    ],
  ]);
  expect(hardened).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir: {}
      securityContext:
        seccompProfile:
          type: RuntimeDefault
`);
  expect(rulesLeft(hardened)).toEqual([]);
});

test("a second time there is nothing left to change", () => {
  const { hardened } = harden(workload());
  const [pod, [container]] = containersOf(hardened);
  if (!container) throw new Error("no container");
  expect(hardenContainerFix(pod, container)).toEqual({
    title: "Harden this container",
    safety: "harden",
    changes: [],
  });
});

test("containers of one pod are hardened together", () => {
  const text = workload({
    pod: "initContainers:\n  - name: init\n    image: registry.example/init:1",
  });
  const { hardened } = harden(text);
  expect(rulesLeft(hardened)).toEqual([]);
  const [pod] = containersOf(hardened);
  expect(pod.spec.volumes).toEqual([
    { name: "tmp-web", emptyDir: {} },
    { name: "tmp-init", emptyDir: {} },
  ]);
});

test("what is right already is kept", () => {
  const { fixes } = harden(
    workload({
      pod: "securityContext: { runAsNonRoot: true, seccompProfile: { type: Localhost, localhostProfile: a.json } }\nvolumes: [{ name: scratch, emptyDir: {} }]",
      container:
        "securityContext: { capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] } }\nvolumeMounts: [{ name: scratch, mountPath: /tmp }]",
    }),
  );
  const security = ["spec", "template", "spec", "containers", 0, "securityContext"];
  expect(fixes.map(({ changes }) => changes)).toEqual([
    [
      { op: "set", path: [...security, "allowPrivilegeEscalation"], value: false },
      { op: "set", path: [...security, "readOnlyRootFilesystem"], value: true },
    ],
  ]);
});

test("what is written otherwise is not contradicted", () => {
  const { fixes } = harden(
    workload({
      pod: "securityContext: { seccompProfile: { type: Unconfined } }",
      container:
        "securityContext: { runAsUser: 0, allowPrivilegeEscalation: true, readOnlyRootFilesystem: false, capabilities: { drop: [ALL] } }",
    }),
  );
  expect(fixes.map(({ changes }) => changes)).toEqual([[]]);
});

test("a privileged container is asked only what can hold", () => {
  const { fixes } = harden(workload({ container: "securityContext: { privileged: true }" }));
  expect(fixes[0]?.changes.map(({ path }) => path.at(-1))).toEqual([
    "runAsNonRoot",
    "readOnlyRootFilesystem",
    "volumeMounts",
    "volumes",
  ]);
});

test("a Windows container is asked only what exists there", () => {
  const { fixes } = harden(workload({ pod: "os: { name: windows }" }));
  expect(fixes.map(({ changes }) => changes)).toEqual([
    [
      {
        op: "set",
        path: ["spec", "template", "spec", "containers", 0, "securityContext", "runAsNonRoot"],
        value: true,
      },
    ],
  ]);
});

test("a named user makes the requirement harmless", () => {
  const { fixes } = harden(workload({ pod: "securityContext: { runAsUser: 1000 }" }));
  expect(fixes[0]?.title).toBe(
    "Harden this container (may break an image that relies on setuid, writes outside /tmp or needs capabilities)",
  );
});
