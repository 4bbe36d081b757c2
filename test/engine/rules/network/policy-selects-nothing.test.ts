import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, networkPolicy, resource } from "../scope-manifests";

const ID = "network/policy-selects-nothing";
const closed = { closed: true };
const selecting = (podSelector: object, namespace?: string) => networkPolicy("p", { podSelector }, namespace);

test("labels that no pod of the namespace has", () => {
  expect(judge(ID, file(selecting({ matchLabels: { app: "x" } }), deployment("api")), closed)).toMatchObject([
    {
      path: ["spec", "podSelector"],
      text: "podSelector",
      message: "no pod of its namespace has these labels",
    },
  ]);
});

test("labels of the workload are not those of its pods", () => {
  const workload = deployment("api", { labels: { tier: "back" } }) as { metadata: object };
  const labelled = { ...workload, metadata: { ...workload.metadata, labels: { app: "api" } } };
  expect(judge(ID, file(selecting({ matchLabels: { app: "api" } }), labelled), closed)).toHaveLength(1);
});

test.each([
  ["a pod has them", file(selecting({ matchLabels: { app: "api" } }), deployment("api"))],
  ["every pod is meant", file(selecting({}), deployment("api", { namespace: "other" }))],
  [
    "the namespace's pods are not in sight",
    file(selecting({ matchLabels: { app: "x" } }, "away"), deployment("api")),
  ],
  [
    "an operator labels its pods",
    file(selecting({ matchLabels: { "cnpg.io/cluster": "db" } }), deployment("api")),
  ],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text, closed)).toEqual([]);
});

test("pods that an operator makes are not in sight", () => {
  const cluster = resource("postgresql.cnpg.io/v1", "Cluster", "db", { spec: {} }, "shop");
  expect(
    judge(ID, file(selecting({ matchLabels: { app: "x" } }), deployment("api"), cluster), closed),
  ).toEqual([]);
});

test("an open scope does not know", () => {
  expect(judge(ID, file(selecting({ matchLabels: { app: "x" } }), deployment("api")))).toEqual([]);
});
