import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/**
 * Client certificates, account tokens and bootstrap tokens are for the cluster's own parts. Long-lived account tokens
 * are reported by `secrets/long-lived-token`.
 *
 * Source: Kubernetes documentation, "Authentication Mechanisms".
 */
export const staticLogin = defineResourceRule({
  id: "identity/static-login",
  title: "Login by a credential that cannot be revoked",
  severity: "medium",
  why: "Kubernetes revokes no client certificate: a stolen one is good until it expires, with its groups. A bootstrap token joins nodes, and a node reads the Secrets of its pods.",
  remediation:
    "Let people log in through the identity provider (OIDC); create bootstrap tokens by command, with a short life.",
  standards: { cis: ["3.1.1", "3.1.2", "3.1.3"], nsa: ["rbac"], mitre: ["T1078"], owasp: ["K06"] },
  equivalents: { kubescape: ["C-0286", "C-0287", "C-0288"] },
  controls: ["user-auth-by-client-cert-sa-token-bootstrap-token-manual"],
  since: "0.1.0",
  appliesTo: ["certificates.k8s.io/CertificateSigningRequest", "Secret"],
  check({ resource, report }) {
    if (resource.kind === "Secret") {
      if (stringAt(resource.object, "type") !== "bootstrap.kubernetes.io/token") return;
      const expires =
        stringAt(resource.object, "stringData", "expiration") !== undefined ||
        stringAt(resource.object, "data", "expiration") !== undefined;
      report({
        path: ["type"],
        message: `Secret "${resource.name ?? ""}" is a bootstrap token${expires ? "" : " without expiration"}: who reads it joins a node to the cluster`,
        severity: expires ? "medium" : "high",
      });
      return;
    }
    if (stringAt(resource.object, "spec", "signerName") !== "kubernetes.io/kube-apiserver-client") return;
    report({
      path: ["spec", "signerName"],
      message:
        "a client certificate of this signer logs in as its subject and cannot be revoked before it expires",
    });
  },
});
