import type { PolicySource } from "../../policy-source";
import { containersWhere, when } from "../expressions";

/** Settings of ingress-nginx that let every Ingress inject configuration. */
export const snippetsAllowedPolicy: PolicySource = {
  rule: "edge/snippets-allowed",
  match: "pods",
  also: [{ group: "", resources: ["configmaps"] }],
  offences: `variables.root.kind == 'ConfigMap' ? ${when("variables.root.?data[?'allow-snippet-annotations'].orValue('') == 'true'", "allow-snippet-annotations")} + ${when("variables.root.?data[?'annotations-risk-level'].orValue('') == 'Critical'", "annotations-risk-level")} : ${containersWhere("c.?image.orValue('').matches('ingress-nginx/controller') && '--enable-annotation-validation=false' in c.?args.orValue([])")}`,
};
