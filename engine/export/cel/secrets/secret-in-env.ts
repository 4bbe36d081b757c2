import type { PolicySource } from "../../policy-source";
import { containersWhere } from "../expressions";

/** Containers that take Secrets as environment variables. */
export const secretInEnvPolicy: PolicySource = {
  rule: "secrets/secret-in-env",
  match: "pods",
  offences: containersWhere(
    "c.?env.orValue([]).exists(e, e.?valueFrom.?secretKeyRef.?name.hasValue()) || c.?envFrom.orValue([]).exists(e, e.?secretRef.?name.hasValue())",
  ),
};
