import { IMAGE } from "../../../rules/workload/kubernetes-dashboard";
import type { PolicySource } from "../../policy-source";
import { imagesWhere, pattern } from "../expressions";

/** The Kubernetes Dashboard. */
export const kubernetesDashboardPolicy: PolicySource = {
  rule: "workload/kubernetes-dashboard",
  match: "pods",
  offences: imagesWhere(`i.name.matches(${pattern(IMAGE)}) && i.owner.startsWith('container ')`),
};
