import { fix, set } from "../../fixes/change";
import type { Path } from "../../json";
import { booleanAt, listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import type { ResourceContext } from "../rule";

const KYVERNO_KINDS = ["kyverno.io/ClusterPolicy", "kyverno.io/Policy"];
const IMAGE_POLICY_KINDS = [
  "policies.kyverno.io/ImageValidatingPolicy",
  "policies.kyverno.io/NamespacedImageValidatingPolicy",
];
const SIGSTORE_KIND = "policy.sigstore.dev/ClusterImagePolicy";

/** Sources: Kyverno documentation, "Verify Images"; sigstore policy-controller, ClusterImagePolicy. */
export const signaturePolicyWeak = defineResourceRule({
  id: "image/signature-policy-weak",
  title: "Signature policy does not refuse unsigned images",
  severity: "medium",
  why: "The policy looks as if images had to be signed, and yet an unsigned one starts: somebody who can push to the registry runs code.",
  remediation:
    "Let the policy enforce, require the signature, and name the keys or identities that may sign.",
  standards: { nsa: ["image-scanning"], mitre: ["T1525"], owasp: ["K02", "K04"] },
  equivalents: {
    kubescape: ["C-0236", "C-0237"],
    kyverno: [
      "verify-image",
      "verify-image-gcpkms",
      "verify-image-with-multi-keys",
      "verify-slsa-provenance-keyless",
      "verify-sbom-cyclonedx",
      "verify-manifest-integrity",
      "require-vulnerability-scan",
    ],
  },
  controls: [
    "image-signature",
    "provenance-sbom-vuln-attestation",
    "manifest-integrity",
    "image-cves-needs-image-scan",
  ],
  waive: "While the policy is being introduced and its reports are watched.",
  fixable: true,
  since: "0.1.0",
  appliesTo: [...KYVERNO_KINDS, ...IMAGE_POLICY_KINDS, SIGSTORE_KIND],
  check(context) {
    const { kind, group } = context.resource;
    if (group === "kyverno.io") checkKyverno(context);
    else if (group === "policies.kyverno.io") checkImageValidatingPolicy(context);
    else if (kind === "ClusterImagePolicy") checkSigstore(context);
  },
});

function checkKyverno({ resource, report }: ResourceContext): void {
  const { object } = resource;
  const general = stringAt(object, "spec", "validationFailureAction");
  for (const { index, value: rule } of mapsAt(object, "spec", "rules")) {
    const name = stringAt(rule, "name") ?? `${index}`;
    const manifests =
      rule.validate !== undefined && listAt(rule, "validate", "manifests", "attestors").length > 0;
    const images = mapsAt(rule, "verifyImages");
    if (images.length === 0 && !manifests) continue;
    const own = images
      .map(({ value }) => stringAt(value, "failureAction"))
      .find((each) => each !== undefined);
    const action = own ?? stringAt(rule, "validate", "failureAction") ?? general ?? "Audit";
    if (action.toLowerCase() === "audit") {
      const path: Path =
        general === undefined ? ["spec", "rules", index, "name"] : ["spec", "validationFailureAction"];
      report({
        path,
        message: `rule "${name}" checks ${manifests ? "the manifest's signature" : "signatures"} in Audit mode, so what is not signed is let in`,
        fixes: own
          ? []
          : [fix("harden", "Refuse what is not signed", set(["spec", "validationFailureAction"], "Enforce"))],
      });
      continue;
    }
    for (const { index: at, value: image } of images) {
      if (booleanAt(image, "required") === false)
        report({
          path: ["spec", "rules", index, "verifyImages", at, "required"],
          message: `rule "${name}" does not require the signature, so an unsigned image is let in`,
          fixes: [
            fix(
              "harden",
              "Require the signature",
              set(["spec", "rules", index, "verifyImages", at, "required"], true),
            ),
          ],
        });
    }
  }
}

function checkImageValidatingPolicy({ resource, report }: ResourceContext): void {
  const actions = listAt(resource.object, "spec", "validationActions");
  if (actions.length > 0 && !actions.includes("Deny"))
    report({
      path: ["spec", "validationActions"],
      message: "the policy does not deny, so an unsigned image is let in",
      fixes: [fix("harden", "Refuse what is not signed", set(["spec", "validationActions"], ["Deny"]))],
    });
}

function checkSigstore({ resource, report }: ResourceContext): void {
  if (stringAt(resource.object, "spec", "mode") === "warn")
    report({
      path: ["spec", "mode"],
      message: "the policy only warns, so an unsigned image is let in",
      fixes: [fix("harden", "Refuse what is not signed", set(["spec", "mode"], "enforce"))],
    });
  for (const { index, value } of mapsAt(resource.object, "spec", "authorities")) {
    if (stringAt(value, "static", "action") === "pass")
      report({
        path: ["spec", "authorities", index, "static", "action"],
        message: "this authority passes every image, signed or not",
      });
  }
}
