import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS, ingressRules } from "./ingress";

/** What ends or opens a statement in the configuration that a proxy is given. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a newline or other control character is the attack.
const BREAKS_OUT = /[\u0000-\u001f;{}#"'`\\]|\s/;

/** Directories of the controller's own container that such paths were used to read. */
export const SENSITIVE = /^\/(etc|root|var\/run\/secrets|proc|sys)(\/|$)|\.\.(\/|$)/;

/**
 * Sources: CVE-2021-25745, CVE-2021-25748 (kubernetes/kubernetes#126814), CVE-2022-4886 and CVE-2026-24512: a path
 * that ends the `location` it is written into becomes configuration of ingress-nginx.
 */
export const ingressPathInjection = defineResourceRule({
  id: "edge/ingress-path-injection",
  title: "Ingress path can break out of the proxy's configuration",
  severity: "high",
  why: "Controllers write paths into their own configuration. A path with a newline, semicolon or brace becomes configuration and reads the controller's token, which may read every Secret.",
  remediation: "Write the path as plain segments; let no one but platform owners use patterns.",
  standards: { mitre: ["T1190", "T1552"], owasp: ["K07"] },
  equivalents: { kyverno: ["restrict-ingress-paths"], kubescape: ["C-0059"] },
  controls: ["ingress-nginx-annotation-injection-cve-2025-1974-family"],
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, report }) {
    for (const { value, at } of ingressRules(resource).flatMap((rule) => rule.paths)) {
      if (value === undefined) continue;
      if (BREAKS_OUT.test(value.replace(/\\[.d/w-]/g, ""))) {
        report({
          path: [...at, "path"],
          message: "the path holds a character that ends a statement of the proxy's configuration",
        });
      } else if (SENSITIVE.test(value)) {
        report({
          path: [...at, "path"],
          message: `path "${value}" names a directory of the controller itself`,
        });
      }
    }
  },
});
