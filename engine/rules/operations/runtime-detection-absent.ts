import { mapsAt, stringAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";

/** Images of what watches processes, system calls or the audit log at run time. */
const DETECTION =
  /falco|tetragon|tracee|sysdig|kubearmor|node-agent|defender|sentinelone|falcon|aqua-enforcer|twistlock|neuvector|stackrox|cwp/i;

/** Source: opinion; detection is often installed by another team, in another repository. */
export const runtimeDetectionAbsent = defineInventoryRule({
  id: "operations/runtime-detection-absent",
  title: "Nothing watches what runs",
  severity: "low",
  why: "Prevention fails some day; without detection the intruder is found by the bill, or by the customer.",
  remediation: "Run Falco, Tetragon or the provider's agent on every node, and route its alerts to somebody.",
  standards: { nsa: ["audit-logging"], owasp: ["K05"] },
  opinion: true,
  since: "0.1.0",
  appliesTo: ["apps/DaemonSet", "Namespace"],
  needsClosedScope: true,
  check({ inventory, report }) {
    // Only a scope that brings namespaces looks like a platform.
    const [namespace] = inventory.ofKind("Namespace");
    if (!namespace) return;
    const isThere = WORKLOAD_KINDS.flatMap((kind) => inventory.ofKind(kind)).some((fact) =>
      mapsAt(fact.data, "pods").some(({ value }) =>
        mapsAt(value, "containers").some((each) => DETECTION.test(stringAt(each.value, "image") ?? "")),
      ),
    );
    const hasPolicy = inventory
      .kinds()
      .some((kind) =>
        /^(cilium\.io\/TracingPolicy|security\.kubearmor\.com\/|aquasecurity\.github\.io\/)/.test(kind),
      );
    if (!isThere && !hasPolicy)
      report(namespace, {
        path: ["metadata", "name"],
        message: "nothing in this scope detects intrusions at run time (Falco, Tetragon or the like)",
      });
  },
});
