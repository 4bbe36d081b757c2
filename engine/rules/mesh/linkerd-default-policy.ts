import { fix, set } from "../../fixes/change";
import type { Path } from "../../json";
import { podTemplatesOf, WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import type { Resource } from "../../kubernetes/resource";
import { defineResourceRule } from "../define-rule";

const KEY = "config.linkerd.io/default-inbound-policy";

const STRICTER: Readonly<Record<string, string>> = {
  "all-unauthenticated": "all-authenticated",
  "cluster-unauthenticated": "cluster-authenticated",
};

function places(resource: Resource): { value: string; path: Path }[] {
  const found: { value: string; path: Path }[] = [];
  if (resource.kind === "Namespace" && resource.annotations[KEY] !== undefined)
    found.push({ value: resource.annotations[KEY], path: ["metadata", "annotations", KEY] });
  for (const pod of podTemplatesOf(resource)) {
    const value = pod.annotations[KEY];
    if (value !== undefined) found.push({ value, path: pod.metadataAt("annotations", KEY) });
  }
  return found;
}

/** Source: Linkerd "Authorization policy", default policies. */
export const linkerdDefaultPolicy = defineResourceRule({
  id: "mesh/linkerd-default-policy",
  title: "Linkerd admits callers without an identity by default",
  severity: "medium",
  why: "Every port that no Server describes is then open to pods outside the mesh, without mutual TLS and without an identity.",
  remediation: "Use `deny` or `all-authenticated`, and describe what is to be open by a Server and a policy.",
  standards: { nsa: ["tls"], mitre: ["T1210"], owasp: ["K07"] },
  equivalents: { kyverno: ["check-linkerd-authorizationpolicy"] },
  controls: ["authorizationpolicy-present-effective-x"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Namespace", ...WORKLOAD_KINDS],
  check({ resource, report }) {
    for (const { value, path } of places(resource)) {
      const stricter = STRICTER[value];
      if (!stricter) continue;
      report({
        path,
        message: `"${value}" admits callers without an identity`,
        fixes: [fix("harden", `Admit ${stricter} callers`, set(path, stricter))],
      });
    }
  },
});
