import { INTERNAL } from "../../rules/edge/load-balancer";
import { EDGE } from "../../rules/edge/service";
import { EVERY_ADDRESS } from "./edges";
import { pattern } from "./expressions";

const isInternal = INTERNAL.map(([key, value]) => {
  const text = `variables.notes[?'${key}'].orValue('')`;
  // RE2 knows no look-ahead: the one pattern that has it means any range but every address.
  return value.source.includes("(?!")
    ? `!(${text} in ['', '0.0.0.0/0'])`
    : `${text}.matches(${pattern(value)})`;
}).join(" || ");

const RANGES = "variables.spec.?loadBalancerSourceRanges.orValue([])";

/** Whether a load balancer stays inside the network or admits named clients only. */
export const IS_RESTRICTED = `((${RANGES}.size() > 0 && !${RANGES}.exists(a, a in ${EVERY_ADDRESS})) || ${isInternal})`;

const NAMES = [
  "variables.root.metadata.?name",
  "variables.marks[?'app.kubernetes.io/name']",
  "variables.marks[?'app']",
  "variables.spec.?selector[?'app.kubernetes.io/name']",
  "variables.spec.?selector[?'app']",
  "variables.spec.?selector[?'istio']",
].map((name) => `string(${name}.orValue(''))`);

/** Whether a Service belongs to an ingress or gateway controller, by its name, labels or selector. */
export const IS_EDGE_CONTROLLER = `([${NAMES.join(", ")}].exists(n, n.matches(${pattern(EDGE)})) || variables.spec.?selector[?'gateway.networking.k8s.io/gateway-name'].hasValue())`;
