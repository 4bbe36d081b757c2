import type { PolicySource } from "../../policy-source";
import { imagesWhere, when } from "../expressions";

const IS_SERVICE =
  "variables.root.apiVersion == 'v1' && variables.root.kind == 'Service' && (variables.root.metadata.?name.orValue('') == 'tiller-deploy' || (variables.marks[?'app'].orValue('') == 'helm' && variables.marks[?'name'].orValue('') == 'tiller'))";

/** Tiller of Helm 2, and its Service. */
export const tillerPolicy: PolicySource = {
  rule: "workload/tiller",
  match: "pods",
  also: [{ group: "", resources: ["services"] }],
  offences: `${when(IS_SERVICE, "the Service")} + ${imagesWhere("i.name.matches('(^|/)tiller$')")}`,
};
