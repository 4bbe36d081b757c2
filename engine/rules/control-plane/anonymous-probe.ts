import { needsAnonymous } from "../../control-plane/anonymous-probes";
import { flagOf, parseFlagBoolean } from "../../control-plane/component";
import { defineComponentRule } from "./define-flag-rule";

/** Source: Kubernetes documentation, configuration APIs of kubeadm, kubelet and API server. */
export const anonymousProbe = defineComponentRule({
  id: "control-plane/anonymous-probe",
  title: "Probes of the API server are refused",
  severity: "medium",
  why: "Probes of the kubelet carry no login: with anonymous requests refused they fail with 401 and the kubelet restarts the API server for ever.",
  remediation:
    "Replace `--anonymous-auth=false` by an AuthenticationConfiguration that allows anonymous requests for `/livez`, `/readyz` and `/healthz`.",
  standards: { nsa: ["control-plane"] },
  since: "0.1.0",
  components: ["kube-apiserver"],
  check({ component, report }) {
    const flag = flagOf(component, "anonymous-auth");
    if (!flag || parseFlagBoolean(flag.value) !== false || !needsAnonymous(component)) return;
    report({
      ...flag.place,
      message:
        "kube-apiserver refuses anonymous requests but is probed without a login: its probes fail and it is restarted for ever",
    });
  },
});
