import { mapsAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";

/** Kinds whose presence means that signatures are checked. */
const SIGNATURE_KINDS = [
  "policy.sigstore.dev/ClusterImagePolicy",
  "policies.kyverno.io/ImageValidatingPolicy",
  "policies.kyverno.io/NamespacedImageValidatingPolicy",
  "config.ratify.deislabs.io/Verifier",
  "config.ratify.dev/Executor",
  "connaisseur.policy/Policy",
];

/** Source: Kubernetes security checklist, "Images"; signatures are only worth what a policy refuses without them. */
export const signaturePolicyAbsent = defineInventoryRule({
  id: "image/signature-policy-absent",
  title: "No policy asks for signed images",
  severity: "low",
  why: "A signature that nobody checks stops nobody: an image that was swapped in the registry starts like any other.",
  remediation:
    "Add a policy that refuses unsigned images: Kyverno verifyImages, sigstore ClusterImagePolicy, or Ratify.",
  standards: { cis: ["5.5.1"], nsa: ["image-scanning"], mitre: ["T1525"], owasp: ["K02", "K04"] },
  equivalents: { kubescape: ["C-0236", "C-0237", "C-0289"], kics: ["14abda69"] },
  opinion: true,
  controls: ["image-signature", "imagepolicywebhook"],
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, ...SIGNATURE_KINDS, "kyverno.io/ClusterPolicy", "kyverno.io/Policy"],
  needsClosedScope: true,
  check({ inventory, report }) {
    if (SIGNATURE_KINDS.some((kind) => inventory.ofKind(kind).length > 0)) return;
    const policies = [
      ...inventory.ofKind("kyverno.io/ClusterPolicy"),
      ...inventory.ofKind("kyverno.io/Policy"),
    ];
    if (
      policies.some(({ data }) =>
        mapsAt(data, "spec", "rules").some(({ value }) => mapsAt(value, "verifyImages").length > 0),
      )
    )
      return;
    const first = WORKLOAD_KINDS.map((kind) => inventory.ofKind(kind)[0]).find((fact) => fact !== undefined);
    if (!first) return;
    report(first, {
      path: ["metadata", "name"],
      message:
        "nothing in this scope asks for signed images (no Kyverno verifyImages, ClusterImagePolicy or Ratify)",
    });
  },
});
