import { flagOf, parseFlagBoolean } from "../../control-plane/component";
import { defineFlagRule } from "./define-flag-rule";

/** With kubeadm's defaults every kubelet signs its own certificate, hence an opinion; kubelet-certificate-authority reports the API server's side. */
export const kubeletServingCertificate = defineFlagRule({
  id: "control-plane/kubelet-serving-certificate",
  title: "Kubelet makes its own certificate",
  severity: "low",
  why: "The API server cannot verify a certificate that the kubelet signs itself: whoever stands between them reads and steers exec and logs.",
  remediation:
    "Set `serverTLSBootstrap: true` and approve the requests, or set `tlsCertFile` and `tlsPrivateKeyFile`.",
  standards: { cis: ["4.2.9"], nsa: ["control-plane"], mitre: ["T1557"], owasp: ["K09"] },
  equivalents: {
    checkov: ["CKV_K8S_148"],
    trivy: ["KCV-0088", "KCV-0089"],
    kubescape: ["C-0181"],
    kics: ["fa750c81"],
  },
  opinion: true,
  controls: ["kubelet-tls-cert-key"],
  since: "0.1.0",
  components: ["kubelet"],
  flag: "tls-cert-file",
  expect: { isSet: true, with: ["tls-private-key-file"] },
  consequence: "its self-signed certificate cannot be verified",
  absent: (component) => parseFlagBoolean(flagOf(component, "rotate-server-certificates")?.value) !== true,
});
