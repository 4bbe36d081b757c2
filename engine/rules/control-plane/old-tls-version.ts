import { COMPONENT_NAMES } from "../../control-plane/component";
import { defineFlagRule } from "./define-flag-rule";

/** TLS 1.2 by default (k8s.io/component-base cli/flag/ciphersuites_flag.go). */
export const oldTlsVersion = defineFlagRule({
  id: "control-plane/old-tls-version",
  title: "Old TLS versions are accepted",
  severity: "medium",
  why: "TLS 1.0 and 1.1 have known breaks: whoever stands in between can push a connection down to them and read it.",
  remediation: "Leave `--tls-min-version` at its default or set `VersionTLS12` or `VersionTLS13`.",
  standards: { nsa: ["tls"], mitre: ["T1557"], owasp: ["K09"] },
  fixable: true,
  since: "0.1.0",
  components: COMPONENT_NAMES,
  flag: "tls-min-version",
  expect: { isBad: (value) => /^(VersionTLS1[01]|TLS1\.[01])$/.test(value) },
  consequence: "whoever stands in between can push connections down to a broken version",
  absent: false,
  fix: { safety: "unsafe", value: "VersionTLS12" },
});
