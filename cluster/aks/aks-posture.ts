import { isObject, type JsonObject, type JsonValue } from "../../engine/json";
import { booleanAt, mapsAt, stringAt } from "../../engine/kubernetes/fields";
import { AKS_CHECKS } from "./checks";
import { subnetOf } from "./subnet";

/** What one setting of an AKS cluster says. */
export interface AksCheck {
  readonly id: string;
  readonly title: string;
  readonly severity: "high" | "medium" | "low";
  readonly answer: "good" | "bad" | "cannot see";
  /** What is set, in words. */
  readonly detail: string;
  /** What would show it, or put it right. */
  readonly command?: string;
}

/** A pool of nodes. */
export interface AksPool {
  readonly name: string;
  readonly mode: string;
  readonly version: string | undefined;
  /** The id of its subnet. Its network security group is a property of the subnet, and not in this output. */
  readonly subnet: string | undefined;
  readonly nodePublicIp: boolean;
}

/** What other commands of `az` tell, where they were run. */
export interface AksMore {
  /** Outputs of `az network vnet subnet show`, by the id of the subnet. */
  readonly subnets: ReadonlyMap<string, JsonValue>;
  /** The output of `az monitor diagnostic-settings list`. */
  readonly diagnostics?: JsonValue;
}

/** An AKS cluster, by its own description. */
export interface AksPosture {
  readonly name: string;
  readonly version: string | undefined;
  readonly pools: readonly AksPool[];
  readonly checks: readonly AksCheck[];
}

/**
 * Judges the output of `az aks show -o json`.
 *
 * @param more what is not in that output, where it is known
 * @throws TypeError where the value is no description of a managed cluster
 */
export function aksPosture(value: unknown, more: AksMore = NO_MORE): AksPosture {
  if (!isObject(value) || stringAt(value, "name") === undefined || !Array.isArray(value.agentPoolProfiles))
    throw new TypeError("not the description of a managed cluster");
  const cluster: JsonObject = value;
  return {
    name: stringAt(cluster, "name") ?? "",
    version: stringAt(cluster, "currentKubernetesVersion") ?? stringAt(cluster, "kubernetesVersion"),
    pools: mapsAt(cluster, "agentPoolProfiles").map(({ value: pool }) => ({
      name: stringAt(pool, "name") ?? "",
      mode: stringAt(pool, "mode") ?? "",
      version: stringAt(pool, "currentOrchestratorVersion") ?? stringAt(pool, "orchestratorVersion"),
      subnet: subnetOf(pool),
      nodePublicIp: booleanAt(pool, "enableNodePublicIp") ?? booleanAt(pool, "enableNodePublicIP") ?? false,
    })),
    checks: AKS_CHECKS.map((check) => check(cluster, more)),
  };
}

const NO_MORE: AksMore = { subnets: new Map() };
