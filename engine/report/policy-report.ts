import { layerOf, type Severity } from "../rules/rule";
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

const SEVERITY: Readonly<Record<Severity, string>> = {
  critical: "critical",
  high: "high",
  medium: "medium",
  low: "low",
};

/**
 * The report as a `List` of PolicyReports, one a namespace and one for what has none, as JSON. `block` is a failure,
 * `warn` a warning, `hint` a skip: nothing else is counted.
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
    .map(([namespace, findings]) => ({
      apiVersion,
      kind: namespace === "" ? clusterReport : kind,
      metadata: {
        name: "rampart",
        ...(namespace === "" ? {} : { namespace }),
        labels: { "app.kubernetes.io/managed-by": "rampart" },
      },
      ...(group === "openreports.io" ? { source: "rampart" } : {}),
      results: findings.map((finding) => result(finding, group)),
      summary: {
        pass: 0,
        fail: findings.filter(({ level }) => level === "block").length,
        warn: findings.filter(({ level }) => level === "warn").length,
        error: 0,
        skip: findings.filter(({ level }) => level === "hint").length,
      },
    }));
  return `${JSON.stringify({ apiVersion: "v1", kind: "List", items }, null, 2)}\n`;
}

function result(finding: ReportFinding, group: PolicyReportGroup) {
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
    severity: SEVERITY[severity],
    result: level === "block" ? "fail" : level === "warn" ? "warn" : "skip",
    ...(group === "openreports.io"
      ? { description: message, subjects: [subject] }
      : { message, resources: [subject] }),
    properties: { file, line: String(range.start.line), fingerprint },
  };
}
