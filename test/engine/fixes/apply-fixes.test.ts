import { describe, expect, it } from "vitest";
import { readManifestFile } from "../../../engine/analyze-file";
import { applyFixes, type FixRequest } from "../../../engine/fixes/apply-fixes";
import { append, fix, remove, set } from "../../../engine/fixes/change";
import type { Change } from "../../../engine/fixes/fix";
import type { JsonObject, Path } from "../../../engine/json";
import { applyTextEdits } from "../../../engine/yaml/text-edit";

function request(document: number, base: Path, changes: Change[], documents?: JsonObject[]): FixRequest {
  return {
    finding: { document, base },
    fix: { ...fix("safe", "Fix it", ...changes), ...(documents ? { documents } : {}) },
  };
}

function apply(text: string, ...requests: FixRequest[]) {
  const { edits, applied, dropped } = applyFixes(readManifestFile("a.yaml", text), requests);
  return {
    text: applyTextEdits(text, edits),
    applied: applied.map((each) => requests.indexOf(each)),
    dropped: dropped.map((each) => [requests.indexOf(each.request), each.reason]),
  };
}

const PODS = `\ufeff# first
apiVersion: v1
kind: Pod
metadata:
  name: a
---
apiVersion: v1
kind: [
---
apiVersion: v1
kind: Pod # second
metadata:
  name: b
spec:
  hostPID: true`;

describe("applyFixes", () => {
  it("edits several documents of a file, around one that is broken", () => {
    const result = apply(
      PODS,
      request(2, [], [remove(["spec", "hostPID"]), set(["spec", "hostIPC"], false)]),
      request(0, [], [set(["metadata", "namespace"], "x")]),
      request(1, [], [set(["metadata", "namespace"], "x")]),
      request(7, [], []),
    );
    expect(result).toEqual({
      text: PODS.replace("name: a\n", "name: a\n  namespace: x\n").replace("hostPID: true", "hostIPC: false"),
      applied: [0, 1],
      dropped: [
        [2, "obstacle"],
        [3, "obstacle"],
      ],
    });
  });

  it("adds the base of a resource inside a List", () => {
    const list = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata:
      name: a
  - apiVersion: v1
    kind: Pod
    metadata:
      name: b
`;
    const added = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "c" } };
    const result = apply(
      list,
      request(0, ["items", 1], [set(["metadata", "namespace"], "x")], [added]),
      request(0, ["items", 0], [append(["metadata", "finalizers"], "f")], [added]),
    );
    expect(result.text).toBe(`apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata:
      name: a
      finalizers:
        - f
  - apiVersion: v1
    kind: Pod
    metadata:
      name: b
      namespace: x
  - apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: c
`);
    expect(result.applied).toEqual([0, 1]);
  });

  it("applies equal fixes once and drops a contradicting one whole", () => {
    const text = "apiVersion: v1\nkind: Pod\nspec:\n  hostPID: true\n";
    const result = apply(
      text,
      request(0, [], [set(["spec", "hostPID"], false)]),
      request(0, [], [set(["spec", "hostPID"], false), set(["spec", "a"], 1)]),
      request(0, [], [set(["spec", "b"], 1), remove(["spec", "hostPID"])]),
    );
    expect(result).toEqual({
      text: "apiVersion: v1\nkind: Pod\nspec:\n  hostPID: false\n  a: 1\n",
      applied: [0, 1],
      dropped: [[2, "contradiction"]],
    });
  });

  it("adds equal documents once, and none of the same identity but other content", () => {
    const text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a";
    const policy = (name: string, spec: JsonObject): JsonObject => ({ kind: "P", metadata: { name }, spec });
    const result = apply(
      text,
      request(0, [], [], [policy("x", { a: 1 })]),
      request(0, [], [set(["metadata", "namespace"], "n1")], [policy("x", { a: 1 }), policy("z", {})]),
      request(0, [], [set(["metadata", "labels"], { l: "1" })], [policy("x", { a: 2 })]),
    );
    expect(result).toEqual({
      text: `${text}
  namespace: n1
---
kind: P
metadata:
  name: x
spec:
  a: 1
---
kind: P
metadata:
  name: z
spec: {}`,
      applied: [0, 1],
      dropped: [[2, "contradiction"]],
    });
  });

  it("leaves out the one fix that cannot be printed", () => {
    const text = "apiVersion: v1\nkind: Pod\nspec:\n  args: |\n    x";
    const result = apply(
      text,
      request(0, [], [set(["kind"], "Job")]),
      request(0, [], [set(["spec", "b"], 1)]),
      request(0, [], [set(["apiVersion"], "v2")]),
    );
    expect(result).toEqual({
      text: text.replace("Pod", "Job").replace("v1", "v2"),
      applied: [0, 2],
      dropped: [[1, "obstacle"]],
    });
  });

  it("adds no document to JSON", () => {
    const result = apply(
      '{"apiVersion": "v1", "kind": "Pod"}',
      request(0, [], [set(["a"], 1)], [{ kind: "X" }]),
    );
    expect(result.dropped).toEqual([[0, "obstacle"]]);
    expect(result.applied).toEqual([]);
  });
});
