import type { PolicySource } from "../../policy-source";
import { IS_HOST_NETWORK, listOf } from "../expressions";

const OUT: Readonly<Record<string, string>> = {
  "sidecar.istio.io/inject": "false",
  "istio-injection": "disabled",
  "istio.io/dataplane-mode": "none",
  "linkerd.io/inject": "disabled",
};

const IS_NAMESPACE = "variables.root.kind == 'Namespace'";

/** The namespaces of meshes stay out by design. */
const IS_SYSTEM = `(${IS_NAMESPACE} ? variables.root.metadata.?name : variables.root.metadata.?namespace).orValue('').matches('^(istio-|linkerd|cert-manager$|calico-|gke-|aks-)')`;

const MAPS = `(${IS_NAMESPACE} ? [variables.marks, variables.notes] : [variables.labels, variables.annotations])`;

const IS_OUT = Object.entries(OUT)
  .map(([key, value]) => `(k == '${key}' && m[?k].orValue('') == '${value}')`)
  .join(" || ");

/** Namespaces and pods that stay out of the mesh, pods on the network of the node apart. */
export const injectionDisabledPolicy: PolicySource = {
  rule: "mesh/injection-disabled",
  match: "pods",
  also: [{ group: "", resources: ["namespaces"] }],
  offences: `${IS_SYSTEM} || ${IS_HOST_NETWORK} ? [] : ${listOf(Object.keys(OUT))}.filter(k, ${MAPS}.exists(m, ${IS_OUT}))`,
};
