import type { PolicySource } from "../../policy-source";
import { INGRESS_VARIABLES } from "../edges";
import { when } from "../expressions";

/** The class of the retired controller. */
export const ingressNginxRetiredPolicy: PolicySource = {
  rule: "edge/ingress-nginx-retired",
  match: [{ group: "networking.k8s.io", resources: ["ingresses", "ingressclasses"] }],
  variables: INGRESS_VARIABLES,
  offences: `variables.root.kind == 'IngressClass' ? ${when("variables.spec.?controller.orValue('') == 'k8s.io/ingress-nginx'", "the controller")} : ${when("variables.class == 'webapprouting.kubernetes.azure.com' || (variables.class == 'nginx' && !variables.notes.exists(k, k.startsWith('nginx.org/')))", "the class")}`,
};
