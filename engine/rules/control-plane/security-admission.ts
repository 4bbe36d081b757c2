import { defineListFlagRule } from "./define-flag-rule";

/** Source: Kubernetes documentation, command line reference of kube-apiserver. */
export const securityAdmission = defineListFlagRule({
  id: "control-plane/security-admission",
  title: "Admission that guards the cluster is switched off",
  severity: "high",
  why: "Pod Security, webhooks, policies and quotas are admission plugins: with the plugin gone every rule that rests on it is void, without a sign in the objects.",
  remediation: "Take the plugin out of `--disable-admission-plugins`.",
  standards: { nsa: ["control-plane"], mitre: ["T1562"], owasp: ["K04"] },
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "disable-admission-plugins",
  isBad: (value) => CONSEQUENCES[value] !== undefined,
  consequence: (value) => CONSEQUENCES[value] ?? "",
  fix: "unsafe",
});

const CONSEQUENCES: Readonly<Record<string, string>> = {
  PodSecurity: "the Pod Security labels of namespaces are void",
  ValidatingAdmissionWebhook: "no policy engine is asked any more",
  MutatingAdmissionWebhook: "nothing is injected or defaulted by webhooks any more",
  ValidatingAdmissionPolicy: "admission policies are void",
  ResourceQuota: "quotas are void",
  LimitRanger: "limit ranges are void",
  CertificateApproval: "whoever may change certificate requests may approve them",
  CertificateSigning: "whoever may change certificate requests may sign them",
  CertificateSubjectRestriction: "certificates for system:masters may be requested",
};
