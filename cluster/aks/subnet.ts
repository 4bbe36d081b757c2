import type { JsonObject } from "../../engine/json";
import { stringAt } from "../../engine/kubernetes/fields";

/** The id of a pool's subnet, in either spelling of the API; `undefined` where AKS made it. */
export function subnetOf(pool: JsonObject): string | undefined {
  return stringAt(pool, "vnetSubnetId") ?? stringAt(pool, "vnetSubnetID");
}
