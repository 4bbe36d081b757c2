import { COMPONENT_NAMES } from "../../control-plane/component";
import { defineListFlagRule } from "./define-flag-rule";

/** Source: k8s.io/kubernetes 1.37 test/compatibility_lifecycle/reference/versioned_feature_list.yaml */
export const securityFeatureGate = defineListFlagRule({
  id: "control-plane/security-feature-gate",
  title: "Feature gate that guards the cluster is switched off",
  severity: "medium",
  why: "These gates closed ways that stolen node credentials or pods without credentials could use: switched off, the old way is open again.",
  remediation: "Take the gate out of `--feature-gates`.",
  standards: { nsa: ["control-plane"], mitre: ["T1078"], owasp: ["K09"] },
  fixable: true,
  since: "0.1.0",
  components: COMPONENT_NAMES,
  flag: "feature-gates",
  isBad: (value) => isSwitchedOff(value),
  consequence: (value) => CONSEQUENCES[value.split("=")[0] ?? ""] ?? "",
  fix: "unsafe",
});

/** Gates that are on by default and guard something. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  AuthorizeNodeWithSelectors: "a node may list the pods of every other node",
  KubeletEnsureSecretPulledImages: "pods may run private images that another pod pulled to the node",
  KubeletFineGrainedAuthz: "who may read metrics of a kubelet may do everything there",
  ServiceAccountNodeAudienceRestriction: "a node may ask for tokens for any audience",
  ServiceAccountTokenNodeBindingValidation: "tokens outlive the node they were made for",
};

function isSwitchedOff(value: string): boolean {
  const [gate = "", state = ""] = value.split("=");
  return CONSEQUENCES[gate] !== undefined && /^(false|f|0)$/i.test(state);
}
