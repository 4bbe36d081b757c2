import { layerOf } from "../rules/rule";
import type { Report, ReportFinding } from "./report";

/** The API groups that serve PolicyReport. */
export type PolicyReportGroup = "wgpolicyk8s.io" | "openreports.io";

const VERSIONS: Readonly<
  Record<PolicyReportGroup, { apiVersion: string; report: string; clusterReport: string }>
> = {
  "wgpolicyk8s.io": {
    apiVersion: "wgpolicyk8s.io/v1alpha2",
    report: "PolicyReport",
    clusterReport: "ClusterPolicyReport",
  },
  "openreports.io": {
    apiVersion: "openreports.io/v1alpha1",
    report: "Report",
    clusterReport: "ClusterReport",
  },
};

/** The most characters of results in one object: etcd takes 1.5 MiB of JSON, and what is not ASCII takes more bytes. */
const MOST_CHARACTERS = 700_000;

/**
 * The report as a `List` of PolicyReports, one a namespace and one for what has none, as JSON; more where the results
 * are too many for one object. `block` is a failure, `warn` a warning, `hint` a skip: nothing else is counted.
 *
 * The shapes are those of the CRDs: openreports.io/v1alpha1 calls text and subjects as wgpolicyk8s.io/v1alpha2 does.
 */
export function policyReport(report: Report, group: PolicyReportGroup): string {
  const { apiVersion, report: kind, clusterReport } = VERSIONS[group];
  const namespaces = new Map<string, ReportFinding[]>();
  for (const finding of report.findings) {
    const namespace = finding.resource.namespace ?? "";
    namespaces.set(namespace, [...(namespaces.get(namespace) ?? []), finding]);
  }
  const items = [...namespaces]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([namespace, findings]) =>
      parts(findings).map((part, index) => ({
        apiVersion,
        kind: namespace === "" ? clusterReport : kind,
        metadata: {
          name: index === 0 ? "rampart" : `rampart-${index + 1}`,
          ...(namespace === "" ? {} : { namespace }),
          labels: { "app.kubernetes.io/managed-by": "rampart" },
        },
        ...(group === "openreports.io" ? { source: "rampart" } : {}),
        results: part.map(result),
        summary: {
          pass: 0,
          fail: part.filter(({ level }) => level === "block").length,
          warn: part.filter(({ level }) => level === "warn").length,
          error: 0,
          skip: part.filter(({ level }) => level === "hint").length,
        },
      })),
    );
  return `${JSON.stringify({ apiVersion: "v1", kind: "List", items }, null, 2)}\n`;
}

/** Findings in their order, cut where the results would be too long. */
function parts(findings: readonly ReportFinding[]): ReportFinding[][] {
  const all: ReportFinding[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const finding of findings) {
    const own = JSON.stringify(result(finding)).length;
    if (length + own > MOST_CHARACTERS) {
      all.push([]);
      length = 0;
    }
    all.at(-1)?.push(finding);
    length += own;
  }
  return all;
}

function result(finding: ReportFinding) {
  const { resource, rule, message, severity, level, file, range, fingerprint } = finding;
  const subject = {
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    ...(resource.namespace === undefined ? {} : { namespace: resource.namespace }),
    ...(resource.name === undefined ? {} : { name: resource.name }),
  };
  return {
    source: "rampart",
    policy: rule,
    category: layerOf(rule),
    severity,
    result: level === "block" ? "fail" : level === "warn" ? "warn" : "skip",
    message,
    resources: [subject],
    properties: { file, line: String(range.start.line), fingerprint },
  };
}
