import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { type JsonObject, valueAt } from "../../engine/json";
import { mapsAt, stringAt, stringsAt } from "../../engine/kubernetes/fields";
import { createPolicy } from "../../engine/policy/policy";
import { type PolicyReportGroup, policyReport } from "../../engine/report/policy-report";
import type { Report } from "../../engine/report/report";
import { buildReport } from "../../workspace/build-report";
import { scan } from "../../workspace/scan";
import { type GoModule, goMissing, goModuleFolder } from "../oracles/go-module";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import { until } from "./wait";

/** Where the definitions of the report kinds are published. */
const DEFINITIONS: Readonly<Record<PolicyReportGroup, GoModule & { readonly files: readonly string[] }>> = {
  "openreports.io": {
    module: "github.com/openreports/reports-api",
    version: "v0.2.1",
    sum: "h1:g9KS3yle9Y1elmww4TK9EkD1rl6inIaiIJPX6e+u680=",
    files: ["config/crd/openreports.io_reports.yaml", "config/crd/openreports.io_clusterreports.yaml"],
  },
  // The working group's own module is not published; Kyverno carries its definitions.
  "wgpolicyk8s.io": {
    module: "github.com/kyverno/kyverno",
    version: "v1.12.0",
    sum: "h1:cfgH3fOjXfIAx+pHnFgj+S4GYqq3NaMOaixkU9hInLU=",
    files: [
      "config/crds/policyreport/wgpolicyk8s.io_policyreports.yaml",
      "config/crds/policyreport/wgpolicyk8s.io_clusterpolicyreports.yaml",
    ],
  },
};

const MANIFEST = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  hostPID: true
  containers: [{ name: "<web> & \\u0007", image: "registry.example/web" }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: everything }
rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]
---
apiVersion: v1
kind: Pod
metadata: { generateName: job-, namespace: shop }
spec: { containers: [{ name: job, image: registry.example/job:1 }] }
`;

/** A report with findings of every level, in a namespace and without one. */
async function reportOf(text: string): Promise<Report> {
  const policy = createPolicy({ rules: { "workload/host-pid": { level: "hint" } } });
  const result = await scan({
    files: [{ path: undefined, name: "shop.yaml", text, explicit: true, reported: true }],
    policyFor: () => policy,
    cross: true,
    today: "2026-01-01",
  });
  return buildReport(result, { policy, withFixes: false });
}

interface PolicyReportObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly results: readonly object[];
  readonly summary: object;
  readonly source?: string;
}

const itemsOf = (report: Report, group: PolicyReportGroup): readonly PolicyReportObject[] =>
  JSON.parse(policyReport(report, group)).items;

const missing = (await controlPlaneMissing()) ?? (await goMissing());

describe.skipIf(skipped("policy reports on the API server", missing))("policy reports", () => {
  let cluster: ControlPlane;
  let report: Report;

  beforeAll(async () => {
    cluster = await startControlPlane();
    await cluster.createNamespace("shop");
    // The pod alone: what the reports are about must exist for those who list it.
    const pod = parseAllDocuments(MANIFEST.replace('"<web> & \\u0007"', "web"))[0]?.toJS();
    await cluster.apply([pod]);
    report = await reportOf(MANIFEST);
    for (const { files, ...module } of Object.values(DEFINITIONS)) {
      const folder = await goModuleFolder(module);
      const definitions = await Promise.all(
        files.map(async (file) => parseAllDocuments(await readFile(join(folder, file), "utf8"))[0]?.toJS()),
      );
      await cluster.apply(definitions);
    }
    // A kind that has just been defined is served a moment later.
    const kinds = [
      "reports.openreports.io",
      "clusterreports.openreports.io",
      "policyreports.wgpolicyk8s.io",
      "clusterpolicyreports.wgpolicyk8s.io",
    ];
    await until("the report kinds are served", async () => {
      const { code } = await cluster.kubectl(["get", kinds.join(","), "--all-namespaces"]);
      return code === 0;
    });
  }, controlPlaneTimeout);

  afterAll(async () => {
    await cluster?.stop();
  });

  test.each(Object.keys(DEFINITIONS) as PolicyReportGroup[])(
    "of %s are taken with strict validation, and kept as they are",
    async (group) => {
      const items = itemsOf(report, group);
      const levels = new Set(report.findings.map(({ level }) => level));
      expect([...levels].sort()).toEqual(["block", "hint", "warn"]);
      expect(items.map(({ metadata: { namespace } }) => namespace)).toEqual([undefined, "shop"]);
      const answer = await cluster.kubectl(["apply", "--server-side", "--validate=strict", "--filename=-"], {
        stdin: JSON.stringify({ apiVersion: "v1", kind: "List", items }),
      });
      expect(answer).toMatchObject({ code: 0, stderr: "" });
      for (const { kind, metadata, results, summary, source } of items) {
        const namespace = metadata.namespace === undefined ? [] : [`--namespace=${metadata.namespace}`];
        const { stdout } = await cluster.kubectl([
          "get",
          `${kind}.${group}`,
          metadata.name,
          ...namespace,
          "--output=json",
        ]);
        const { results: kept, summary: counts, source: by } = JSON.parse(stdout);
        expect({ kept, counts, by }).toEqual({ kept: results, counts: summary, by: source });
      }
    },
  );

  test("would be refused with a field that the definition does not have", async () => {
    const [item] = itemsOf(report, "openreports.io");
    const broken = { ...item, results: item?.results.map((each) => ({ ...each, subjects: [] })) };
    const { code, stderr } = await cluster.kubectl(
      ["apply", "--server-side", "--validate=strict", "--filename=-"],
      { stdin: JSON.stringify(broken) },
    );
    expect(code).not.toBe(0);
    expect(stderr).toContain("subjects");
  });

  test("are listed, judged and published by the scan inside the cluster, under its own account", async () => {
    const objects: JsonObject[] = (
      await Promise.all(
        ["rampart-viewer.yaml", "scan.yaml"].map((name) =>
          readFile(new URL(`../../deploy/${name}`, import.meta.url), "utf8"),
        ),
      )
    ).flatMap((text) => parseAllDocuments(text).map((document) => document.toJS()));
    await cluster.apply(objects);
    const cronJob = objects.find(({ kind }) => kind === "CronJob");
    const podSpec = valueAt(cronJob, ["spec", "jobTemplate", "spec", "template", "spec"]);
    const [list, judge] = mapsAt(podSpec, "initContainers").map(({ value }) => value);
    const [publish] = mapsAt(podSpec, "containers").map(({ value }) => value);
    const kinds = mapsAt(list, "env").find(({ value }) => value.name === "KINDS")?.value;
    const as = "--as=system:serviceaccount:rampart-system:rampart-scanner";
    const listed = await cluster.kubectl([
      ...["get", stringAt(kinds, "value") ?? "", "--all-namespaces", "--chunk-size=500", "--output=yaml", as],
    ]);
    expect(listed).toMatchObject({ code: 0, stderr: "" });
    expect(stringsAt(judge, "args")).toContain("--format=policyreport");
    const items = itemsOf(await reportOf(listed.stdout), "wgpolicyk8s.io");
    expect(items.map(({ metadata }) => metadata.namespace)).toContain("shop");
    const args = stringsAt(publish, "args").map((arg) =>
      arg.startsWith("--filename=") ? "--filename=-" : arg,
    );
    expect(args).toEqual(["apply", "--server-side", "--force-conflicts", "--filename=-"]);
    const published = await cluster.kubectl([...args, as], {
      stdin: JSON.stringify({ apiVersion: "v1", kind: "List", items }),
    });
    expect(published).toMatchObject({ code: 0, stderr: "" });
    const { stdout } = await cluster.kubectl([
      "get",
      "policyreport",
      "rampart",
      "--namespace=shop",
      "--output=json",
    ]);
    expect(JSON.parse(stdout).results).toEqual(
      expect.arrayContaining([expect.objectContaining({ policy: "workload/host-pid", result: "skip" })]),
    );
  });

  test("are cut where they would be too large for the API server", async () => {
    const [first] = report.findings.filter(({ resource }) => resource.namespace === "shop");
    if (!first) throw new Error("no finding in shop");
    const findings = Array.from({ length: 6_000 }, (_, index) => ({ ...first, fingerprint: `${index}` }));
    const items = itemsOf({ ...report, findings }, "wgpolicyk8s.io");
    expect(items.map(({ metadata }) => metadata.name)).toEqual(
      items.map((_, index) => (index === 0 ? "rampart" : `rampart-${index + 1}`)),
    );
    expect(items.length).toBeGreaterThan(1);
    expect(items.flatMap(({ results }) => results)).toHaveLength(findings.length);
    const { code, stderr } = await cluster.kubectl(["apply", "--server-side", "--filename=-"], {
      stdin: JSON.stringify({ apiVersion: "v1", kind: "List", items }),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});
