import { needsAnonymous } from "../../control-plane/anonymous-probes";
import { flagOf, hasFlag, parseFlagBoolean } from "../../control-plane/component";
import { fix } from "../../fixes/change";
import { defineComponentRule, describeFlag } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.1. */
export const anonymousRequests = defineComponentRule({
  id: "control-plane/anonymous-requests",
  title: "API server answers anonymous requests",
  severity: "medium",
  why: "Everybody who reaches the API server is let in as `system:anonymous`: one careless binding, or one hole in an endpoint, needs no login at all.",
  remediation:
    "Allow anonymous requests for `/livez`, `/readyz` and `/healthz` alone by an AuthenticationConfiguration; `--anonymous-auth=false` also refuses the probes of kubeadm.",
  standards: { cis: ["1.2.1"], nsa: ["control-plane"], mitre: ["T1190"], owasp: ["K06"] },
  equivalents: { checkov: ["CKV_K8S_68"], trivy: ["KCV-0001"], kubescape: ["C-0113"], kics: ["1de5cc51"] },
  controls: ["anonymous-auth-false"],
  waive:
    "Behind a load balancer that probes the API server without credentials, until its version has anonymous conditions (1.32).",
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  check({ component, report }) {
    const flag = flagOf(component, "anonymous-auth");
    if (flag ? parseFlagBoolean(flag.value) !== true : !component.isComplete) return;
    if (!flag && hasFlag(component, "authentication-config")) return;
    const changes = flag ? flag.set("false") : component.add("anonymous-auth", "false");
    report({
      ...(flag?.place ?? component.home("anonymous-auth")),
      message: flag
        ? `${describeFlag(component, flag)}: whoever reaches it is let in without a login`
        : "kube-apiserver lets anonymous requests in by default: whoever reaches it needs no login for what is bound to everybody",
      severity: flag ? "medium" : "low",
      fixes:
        needsAnonymous(component) || changes.length === 0
          ? []
          : [fix(flag ? "unsafe" : "harden", "Refuse anonymous requests", ...changes)],
    });
  },
});
