import { expect, test } from "vitest";
import type { ObjectDrift } from "../../cluster/drift/difference";
import { driftRows } from "../../cluster/drift/drift-rows";

const object = (kind: string, name: string): ObjectDrift["object"] => ({
  groupKind: `apps/${kind}`,
  kind,
  namespace: "shop",
  name,
});
const texts = { manifest: "a: 1\n", cluster: "a: 2\n" };
const place = { file: "shop.yaml", start: { line: 0, column: 0 }, end: { line: 0, column: 1 } };

test("drift stands by its kind, what matters to security first, and leads to both sides", () => {
  const rows = driftRows({
    objects: [
      {
        object: object("Deployment", "api"),
        state: "differs",
        differences: [
          { path: ["spec", "replicas"], kind: "differs", manifest: "1", cluster: "2", security: false },
        ],
        texts,
        place,
        rollback: { possible: false, revision: "2", why: "revision 2 needs the ConfigMap a, which is gone" },
      },
      {
        object: object("Deployment", "web"),
        state: "differs",
        differences: [
          { path: ["spec", "replicas"], kind: "differs", manifest: "1", cluster: "2", security: false },
          {
            path: ["spec", "hostNetwork"],
            kind: "only-in-cluster",
            cluster: "true",
            security: true,
            changedBy: { manager: "kubectl-edit", time: "2026-05-01T00:00:00Z" },
          },
        ],
        texts,
        place,
      },
      { object: object("Deployment", "debug"), state: "only-in-cluster", differences: [] },
      { object: object("Deployment", "next"), state: "not-applied", differences: [], place },
      { object: object("Deployment", "same"), state: "same", differences: [], place },
    ],
    unseen: [{ groupKind: "ConfigMap", problem: { kind: "forbidden", message: "you may not" } }],
  });
  expect(rows.map(({ label, description }) => [label, description])).toEqual([
    ["Differs", "2"],
    ["Runs, but No Manifest Declares It", "1"],
    ["Declared, but Not in the Cluster", "1"],
    ["No Rollback", "1"],
    ["1 object is as declared", undefined],
    ["Cannot see ConfigMap", "you may not"],
  ]);
  const [differs, extra, missing, rollback] = rows;
  expect(differs?.rows?.map(({ label, mark, description }) => [label, mark, description])).toEqual([
    ["Deployment shop/web", "bad", "2 fields, 1 of security"],
    ["Deployment shop/api", "warn", "1 field"],
  ]);
  expect(differs?.rows?.[0]?.action).toEqual({
    type: "diff",
    identity: object("Deployment", "web"),
    texts,
  });
  expect(differs?.rows?.[0]?.rows?.[0]).toMatchObject({
    label: "spec.hostNetwork",
    mark: "bad",
    description: "only in the cluster: true (by kubectl-edit, 2026-05-01T00:00:00Z)",
    action: { type: "manifest", path: ["spec", "hostNetwork"] },
  });
  expect(extra?.rows?.[0]?.action).toMatchObject({ type: "object", identity: object("Deployment", "debug") });
  expect(missing?.rows?.[0]?.action).toMatchObject({ type: "manifest" });
  expect(rollback?.rows?.[0]?.description).toBe("revision 2 needs the ConfigMap a, which is gone");
});
