import { describe, expect, test } from "vitest";
import { readManifestFile } from "../../../engine/analyze-file";
import {
  namespaceLevels,
  namespaceLevelsText,
  withoutNamespace,
} from "../../../engine/export/pod-security-labels";

const pod = (name: string, namespace: string | undefined, extra: string) => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
${namespace ? `  namespace: ${namespace}\n` : ""}spec:
  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
  containers:
    - name: app
      image: registry.example/app:1
      ${extra}
`;
const SOUND = "securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}";
const PLAIN = "securityContext: {}";
const PRIVILEGED = "securityContext: {privileged: true}";

const read = (...texts: string[]) =>
  readManifestFile("deploy.yaml", texts.join("---\n")).documents.flatMap(({ resources }) =>
    resources.map((resource) => ({ resource, file: "deploy.yaml" })),
  );

const request = { kubernetesVersion: 33, blocks: true };

describe("the level that a namespace passes", () => {
  test.each([
    ["restricted", [pod("a", "shop", SOUND)]],
    ["baseline", [pod("a", "shop", SOUND), pod("b", "shop", PLAIN)]],
    ["privileged", [pod("a", "shop", SOUND), pod("b", "shop", PRIVILEGED)]],
  ] as const)("is %s", (level, texts) => {
    const [namespace] = namespaceLevels(read(...texts), request);
    expect(namespace?.name).toBe("shop");
    expect(namespace?.passes).toBe(level);
    expect(namespace?.manifest.metadata).toEqual({
      name: "shop",
      labels: {
        "pod-security.kubernetes.io/enforce": level,
        "pod-security.kubernetes.io/enforce-version": "v1.33",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/audit-version": "v1.33",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/warn-version": "v1.33",
      },
    });
  });

  test("is said with the workload that keeps it from more", () => {
    const levels = namespaceLevels(read(pod("a", "shop", PLAIN), pod("b", "shop", PRIVILEGED)), request);
    const text = namespaceLevelsText(levels, ["heading"]);
    expect(text).toContain('#   not baseline: Pod "b" (deploy.yaml)\n#     container "app" is privileged');
    expect(text).toContain('#   not restricted: Pod "a" (deploy.yaml)\n');
    expect(text).not.toContain('not restricted: Pod "b"');
  });
});

test("a profile that blocks nothing enforces baseline at most", () => {
  const [namespace] = namespaceLevels(read(pod("a", "shop", SOUND)), { ...request, blocks: false });
  expect(JSON.stringify(namespace?.manifest)).toContain('"pod-security.kubernetes.io/enforce":"baseline"');
});

test("labels that a Namespace in sight has are kept; a namespace without workloads is restricted", () => {
  const levels = namespaceLevels(
    read("apiVersion: v1\nkind: Namespace\nmetadata: {name: empty, labels: {team: shop}}\n"),
    request,
  );
  expect(levels.map(({ name, passes }) => [name, passes])).toEqual([["empty", "restricted"]]);
  expect(JSON.stringify(levels[0]?.manifest)).toContain('"team":"shop"');
});

test("workloads without a namespace are told apart, or placed", () => {
  const located = read(pod("a", undefined, SOUND));
  expect(namespaceLevels(located, request)).toEqual([]);
  expect(withoutNamespace(located).map(({ resource }) => resource.name)).toEqual(["a"]);
  expect(namespaceLevels(located, { ...request, namespace: "shop" }).map(({ name }) => name)).toEqual([
    "shop",
  ]);
});

test("namespaces of the system are left out", () => {
  expect(namespaceLevels(read(pod("a", "kube-system", PRIVILEGED)), request)).toEqual([]);
});
