import { describe, expect, test } from "vitest";
import { spokenRow } from "../../cluster/posture/live-row";
import { PATTERN_TITLES } from "../../cluster/triage/pattern-titles";
import { createSnapshot } from "../../cluster/triage/snapshot";
import { triage } from "../../cluster/triage/triage";
import { triageReport } from "../../cluster/triage/triage-report";
import { triageRows } from "../../cluster/triage/triage-rows";
import { workloadAt } from "../../cluster/triage/workload-at";
import { workloadNames } from "../../cluster/triage/workload-names";
import { deployment, event, pod, waiting } from "./live-objects";

const objects = [
  ...deployment("api"),
  pod("api", waiting("ImagePullBackOff", "Back-off pulling image")),
  event(
    "Pod",
    "api-1",
    "Failed",
    'Failed to pull image "r.example.com/a:1": [link](https://evil.example) `code` not found',
  ),
];
const diagnoses = triage(createSnapshot("staging", objects));

describe("the rows of triage", () => {
  const [row] = triageRows("staging", diagnoses, () => "shop/api.yaml:12");

  test("name workload and failure, then cause, evidence, place and commands", () => {
    expect(row).toMatchObject({
      mark: "bad",
      label: "Deployment shop/api",
      description: "the image or its tag does not exist",
      workload: { groupKind: "apps/Deployment", namespace: "shop", name: "api" },
    });
    expect(row && spokenRow(row)).toBe("bad, Deployment shop/api, the image or its tag does not exist");
    expect(row?.rows?.map(({ mark }) => mark)).toEqual(["cause", "evidence", "evidence", "place", "command"]);
    expect(row?.rows?.[1]).toMatchObject({
      label: "Pod shop/api-1, status.containerStatuses[0].state.waiting",
      description: "ImagePullBackOff: Back-off pulling image",
    });
    expect(row?.rows?.[3]?.action).toEqual({
      type: "manifest",
      identity: { groupKind: "apps/Deployment", kind: "Deployment", namespace: "shop", name: "api" },
      path: ["spec", "template", "spec", "containers", 0, "image"],
      rules: ["image/latest-tag", "image/digest"],
    });
    expect(row?.rows?.[4]?.action).toEqual({
      type: "command",
      command: "kubectl describe pod api-1 --namespace=shop --context=staging",
    });
  });

  test("lead to no manifest where there is none", () => {
    const [alone] = triageRows("staging", diagnoses, () => undefined);
    expect(alone?.rows?.some(({ mark }) => mark === "place")).toBe(false);
  });
});

describe("the report of triage", () => {
  test("holds the cause, the evidence in the cluster's own words, and the commands", () => {
    const text = triageReport("staging", diagnoses, () => "shop/api.yaml:12");
    expect(text).toMatch(/^# Deployment shop\/api: the image or its tag does not exist\n/);
    expect(text).toContain("```sh\nkubectl describe pod api-1 --namespace=shop --context=staging\n```");
    expect(text).toContain("`shop/api.yaml:12`");
    // What a cluster wrote stays text: no link of it can be clicked.
    const code = /``Failed to pull image .* not found``/.exec(text)?.[0];
    expect(code).toContain("[link](https://evil.example) `code`");
  });
});

test("every failure has a title, and no two share one", () => {
  const titles = Object.values(PATTERN_TITLES);
  expect(new Set(titles).size).toBe(titles.length);
});

test("the workload of a manifest is that of the cursor's document, else the first", () => {
  const manifest = (kind: string, name: string, more = "") =>
    `apiVersion: ${kind === "ConfigMap" ? "v1" : "apps/v1"}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}`;
  const text = [
    manifest("ConfigMap", "settings"),
    manifest("Deployment", "api", "  namespace: shop\n"),
    manifest("StatefulSet", "db"),
  ].join("---\n");
  const lineOf = (words: string) => text.slice(0, text.indexOf(words)).split("\n").length - 1;
  const api = { groupKind: "apps/Deployment", kind: "Deployment", namespace: "shop", name: "api" };
  expect(workloadAt(text, lineOf("name: api"))).toEqual(api);
  expect(workloadAt(text, lineOf("name: db"))).toEqual({
    groupKind: "apps/StatefulSet",
    kind: "StatefulSet",
    name: "db",
  });
  expect(workloadAt(text, lineOf("name: settings"))).toEqual(api);
  expect(workloadAt(manifest("ConfigMap", "settings"), 0)).toBeUndefined();
});

test("the workloads of a namespace are those that nothing else owns", () => {
  const alone = { apiVersion: "v1", kind: "Pod", metadata: { name: "debug", namespace: "shop" } };
  const snapshot = createSnapshot("staging", [...objects, alone, ...deployment("other", {}, "elsewhere")]);
  expect(workloadNames(snapshot, "shop")).toEqual(["Deployment/api", "Pod/debug"]);
});
