import type { Finding } from "../finding";
import type { Policy } from "../policy/policy";
import { layerOf } from "../rules/rule";
import {
  autoscalers,
  cloudIdentities,
  disruptionBudgets,
  enforcement,
  networkPolicies,
  rollback,
  secretSources,
  vaults,
  workloadShape,
} from "./aspects";
import { type Aspect, differingRows, type EnvironmentView, type GapRow, type GapTheme } from "./gap";

/**
 * How two environments differ in posture. The right one is the stricter by custom (dev, prod): its policy decides what
 * it would refuse of what the left one runs.
 */
export function compareEnvironments(
  left: EnvironmentView,
  right: EnvironmentView,
  rightPolicy: Policy,
): GapRow[] {
  return [
    ...shared(
      "identity",
      "shared identity of",
      cloudIdentities(left.inventory),
      cloudIdentities(right.inventory),
    ),
    ...differingRows("identity", accountsOf(left), accountsOf(right)),
    ...shared("secrets", "shared vault of", vaults(left.inventory), vaults(right.inventory)),
    ...differingRows("secrets", secretSources(left.inventory), secretSources(right.inventory)),
    ...differingRows("network", networkPolicies(left.inventory), networkPolicies(right.inventory)),
    ...differingRows("network", networkExceptions(left), networkExceptions(right)),
    ...differingRows("enforcement", enforcementOf(left), enforcementOf(right)),
    ...differingRows("rollback", rollback(left.inventory), rollback(right.inventory)),
    ...differingRows("workload", workloadShape(left.inventory), workloadShape(right.inventory)),
    ...differingRows("workload", autoscalers(left.inventory), autoscalers(right.inventory)),
    ...differingRows("workload", disruptionBudgets(left.inventory), disruptionBudgets(right.inventory)),
    ...differingRows("controls", faultsOf(left), faultsOf(right)),
    ...refused(left, right, rightPolicy),
  ];
}

/** What both environments use, though each should have its own: what dev may do, prod's data is open to. */
function shared(theme: GapTheme, what: string, left: Aspect, right: Aspect): GapRow[] {
  const theirs = new Set(right.values());
  return [...left].flatMap(([subject, value]): GapRow[] =>
    theirs.has(value) ? [{ theme, subject: `${what} ${subject}`, left: value, right: value }] : [],
  );
}

function accountsOf({ inventory }: EnvironmentView): Aspect {
  return new Map(inventory.ofKind("ServiceAccount").map(({ name }) => [`ServiceAccount ${name}`, "present"]));
}

/** What is waived or found too open in the network and at the edge. */
function networkExceptions({ findings, waivers }: EnvironmentView): Aspect {
  const exceptions = new Map<string, string>();
  for (const { finding } of findings) {
    const layer = layerOf(finding.rule);
    if (layer === "network" || layer === "edge") exceptions.set(subjectOf(finding), finding.message);
  }
  for (const waiver of waivers) {
    if (/^(network|edge)\//.test(waiver.rule))
      exceptions.set(
        `waiver of ${waiver.rule} on ${waiver.resource ?? "everything"}`,
        `${waiver.owner}, until ${waiver.expires}`,
      );
  }
  return exceptions;
}

function enforcementOf({ inventory, profile }: EnvironmentView): Aspect {
  return new Map([["profile", profile.name], ...enforcement(inventory)]);
}

/** The faults of each workload by rule, other than those of the network: a control that one environment lacks. */
function faultsOf({ findings }: EnvironmentView): Aspect {
  return new Map(
    findings
      .filter(({ finding }) => !/^(network|edge)\//.test(finding.rule))
      .map(({ finding }) => [subjectOf(finding), "lacks it"] as const),
  );
}

/** What runs on the left and would block on the right. */
function refused(left: EnvironmentView, right: EnvironmentView, rightPolicy: Policy): GapRow[] {
  const blocked = left.findings.filter(({ finding }) => rightPolicy.levelOf(finding) === "block");
  const subjects = new Map(blocked.map(({ finding }) => [subjectOf(finding), finding.message]));
  return [...subjects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([subject, message]) => ({
      theme: "refused",
      subject,
      left: message,
      right: `${right.name} blocks it`,
    }));
}

function subjectOf({ rule, resource }: Finding): string {
  return `${rule} on ${resource.kind} ${resource.name ?? "?"}`;
}
