import { hasFlag } from "../../control-plane/component";
import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.25. */
export const clientCaFile = defineFlagRule({
  id: "control-plane/client-ca-file",
  title: "API server cannot verify client certificates",
  severity: "medium",
  why: "Without a client authority no certificate counts as a login, so that nodes and components fall back on weaker ways in.",
  remediation: "Set `--client-ca-file` to the authority of the cluster's client certificates.",
  standards: { cis: ["1.2.25"], nsa: ["control-plane"], owasp: ["K06"] },
  equivalents: { trivy: ["KCV-0028"], kubescape: ["C-0139"], kics: ["e0e00aba"] },
  controls: ["client-ca-file"],
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "client-ca-file",
  expect: { isSet: true },
  consequence: "client certificates of nodes and components count for nothing",
  absent: (component) => !hasFlag(component, "authentication-config"),
});
