import type { PolicyRule } from "../rules/rule";

/*
 * Faults of waivers and suppressions themselves. They have no check: the policy reports them when it has seen what
 * each silences.
 */

/** A suppression without a reason. */
export const suppressionWithoutReason: PolicyRule = {
  id: "operations/suppression-without-reason",
  title: "Suppression gives no reason",
  severity: "low",
  scope: "policy",
  appliesTo: ["*"],
  why: "Nobody can tell later whether a silenced finding was understood or was in the way.",
  remediation: "Write the reason behind `--` in the comment, or as the value of the annotation.",
  since: "0.1.0",
};

/** A suppression that silences nothing. */
export const unusedSuppression: PolicyRule = {
  id: "operations/unused-suppression",
  title: "Suppression silences nothing",
  severity: "low",
  scope: "policy",
  appliesTo: ["*"],
  why: "A suppression that is left behind silences the next fault of its kind before anybody sees it.",
  remediation: "Remove the comment or annotation.",
  since: "0.1.0",
};

/** A waiver whose day has passed. */
export const expiredWaiver: PolicyRule = {
  id: "operations/expired-waiver",
  title: "Waiver has expired",
  severity: "medium",
  scope: "policy",
  appliesTo: ["kube-rampart/Configuration"],
  why: "The risk was accepted until a day that has passed, and nobody has looked at it since.",
  remediation: "Fix the finding, or have the owner renew the waiver with a new date.",
  since: "0.1.0",
};

/** A waiver that covers no finding. */
export const unusedWaiver: PolicyRule = {
  id: "operations/unused-waiver",
  title: "Waiver covers no finding",
  severity: "low",
  scope: "policy",
  appliesTo: ["kube-rampart/Configuration"],
  why: "A waiver that is left behind accepts the next fault of its kind before anybody has judged it.",
  remediation: "Remove the waiver.",
  since: "0.1.0",
};

/** A difference between two environments that nobody has given a reason for. */
export const undocumentedDifference: PolicyRule = {
  id: "operations/undocumented-difference",
  title: "Environments differ without a reason",
  severity: "medium",
  scope: "policy",
  appliesTo: ["*"],
  why: "What was tried in one environment is not what runs in the other, and nobody has said that it is meant to be so: such gaps are where breaches begin.",
  remediation:
    "Make the environments alike, or run `rampart gap dev prod --write gap.json`, which keeps the reasons that are there, and write the reason of each new difference.",
  since: "0.1.0",
};

/** The rules that the policy itself reports. */
export const policyRules: readonly PolicyRule[] = [
  suppressionWithoutReason,
  unusedSuppression,
  expiredWaiver,
  unusedWaiver,
  undocumentedDifference,
];
