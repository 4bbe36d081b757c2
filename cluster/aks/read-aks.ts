import { isObject, type JsonValue } from "../../engine/json";
import { mapsAt, stringAt } from "../../engine/kubernetes/fields";
import { type AksPosture, aksPosture } from "./aks-posture";
import { type AzAnswer, type AzRequest, runAzAksShow, runAzDiagnostics, runAzSubnetShow } from "./run-az";
import { subnetOf } from "./subnet";

/** The most subnets that are asked about. */
const MOST_SUBNETS = 10;

/**
 * Asks `az` for an AKS cluster, its subnets and its diagnostic settings, as the user is logged in: everything is a
 * `show` or `list`. What the user may not see of the latter two stays "cannot see". Never throws.
 *
 * @returns the posture, or why there is none
 */
export async function readAks(
  request: AzRequest,
): Promise<{ readonly aks: AksPosture } | { readonly problem: string }> {
  const shown = await runAzAksShow(request);
  if ("problem" in shown) return shown;
  const cluster = parsed(shown);
  if (!isObject(cluster)) return { problem: "az said something that is no description of a cluster" };
  const ids = mapsAt(cluster, "agentPoolProfiles").flatMap(({ value }) => subnetOf(value) ?? []);
  const id = stringAt(cluster, "id");
  const [diagnostics, ...subnets] = await Promise.all([
    id === undefined ? undefined : runAzDiagnostics(id, request.path),
    ...[...new Set(ids)]
      .slice(0, MOST_SUBNETS)
      .map(async (each) => ({ id: each, answer: await runAzSubnetShow(each, request.path) })),
  ]);
  const settings = diagnostics && parsed(diagnostics);
  try {
    return {
      aks: aksPosture(cluster, {
        subnets: new Map(
          subnets.flatMap(({ id: subnet, answer }) => {
            const value = parsed(answer);
            return value === undefined ? [] : [[subnet, value] as const];
          }),
        ),
        ...(settings === undefined ? {} : { diagnostics: settings }),
      }),
    };
  } catch {
    return { problem: "az said something that is no description of a cluster" };
  }
}

function parsed(answer: AzAnswer): JsonValue | undefined {
  if ("problem" in answer) return undefined;
  try {
    return JSON.parse(answer.text) as JsonValue;
  } catch {
    return undefined;
  }
}
