import { fix, set } from "../../fixes/change";
import { defineResourceRule } from "../define-rule";
import { POD_SECURITY_LEVELS, POD_SECURITY_PREFIX } from "./pod-security-labels";

const MODES = ["enforce", "audit", "warn"];

/** Source: k8s.io/pod-security-admission api.PolicyToEvaluate: what cannot be read counts as restricted:latest. */
export const namespaceLabel = defineResourceRule({
  id: "admission/namespace-label",
  title: "Pod Security label cannot be read",
  severity: "medium",
  why: "An unknown name does nothing, and an unknown level or version makes the API server refuse the namespace.",
  remediation:
    "Use `enforce`, `audit` or `warn` with privileged, baseline or restricted, and versions `latest` or `v1.N`.",
  standards: { cis: ["5.2.1"], owasp: ["K04"] },
  controls: ["namespace-without-pod-security-kubernetes-io-enforce"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Namespace"],
  check({ resource, report }) {
    for (const [key, value] of Object.entries(resource.labels)) {
      if (!key.startsWith(POD_SECURITY_PREFIX)) continue;
      const path = ["metadata", "labels", key];
      const [mode = "", suffix, ...rest] = key.slice(POD_SECURITY_PREFIX.length).split("-");
      if (!MODES.includes(mode) || rest.length > 0 || (suffix !== undefined && suffix !== "version")) {
        report({ path, target: "key", message: `"${key}" is no label of Pod Security, so it does nothing` });
      } else if (suffix === undefined && !POD_SECURITY_LEVELS.some((level) => level === value)) {
        report({
          path,
          message: `"${value}" is no Pod Security level; there are privileged, baseline and restricted`,
          fixes: POD_SECURITY_LEVELS.filter((level) => level === value.toLowerCase()).map((level) =>
            fix("unsafe", `Write ${level}`, set(path, level)),
          ),
        });
      } else if (suffix === "version" && value !== "latest" && !/^v1\.\d{1,3}$/.test(value)) {
        report({
          path,
          message: `"${value}" is no version of Pod Security; write latest or v1.N`,
          fixes: /^1\.\d{1,3}$/.test(value) ? [fix("unsafe", `Write v${value}`, set(path, `v${value}`))] : [],
        });
      }
    }
  },
});
