import type { PolicySource } from "../../policy-source";
import { INGRESSES } from "../edges";
import { when } from "../expressions";

/** Default backends. */
export const ingressDefaultBackendPolicy: PolicySource = {
  rule: "edge/ingress-default-backend",
  match: INGRESSES,
  offences: when("variables.spec.?defaultBackend.hasValue()", "defaultBackend"),
};
