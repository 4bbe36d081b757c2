import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment } from "./cloud-account";

const id = "identity/azure-identity-label";
const use = 'azure.workload.identity/use: "true"';
const key = "azure.workload.identity/use";
const template = ["spec", "template", "metadata"];

test.each([
  [{ labels: use }, ["metadata", "labels", key], key],
  [{ annotations: use }, ["metadata", "annotations", key], key],
  [{ podAnnotations: use }, [...template, "annotations", key], key],
  [{ podLabels: 'azure.workload.identity/use: "yes"' }, [...template, "labels", key], '"yes"'],
])("%j", (meta, path, text) => {
  const found = judge(id, deployment(meta));
  expect(found).toMatchObject([{ rule: id, path, text, severity: "medium" }]);
  expect(found[0]?.finding.fixes[0]?.changes[0]).toEqual({
    op: "set",
    path: [...template, "labels", key],
    value: "true",
  });
});

test("a misplaced annotation goes with the fix, a label of the workload stays", () => {
  const changes = (meta: object) =>
    judge(id, deployment(meta))[0]?.finding.fixes[0]?.changes.map(({ op }) => op);
  expect(changes({ podAnnotations: use })).toEqual(["set", "remove"]);
  expect(changes({ labels: use })).toEqual(["set"]);
});

test.each([{ podLabels: `app: web, ${use}` }, { labels: use, podLabels: use }, {}])("%j is not", (meta) => {
  expect(judge(id, deployment(meta))).toEqual([]);
});
