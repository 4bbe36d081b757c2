import type { PolicySource } from "../../policy-source";
import { containersWhere } from "../expressions";

/** Containers with an open terminal or input; ephemeral ones are made for that. */
export const interactiveTerminalPolicy: PolicySource = {
  rule: "workload/interactive-terminal",
  match: "pods",
  offences: containersWhere("c.?tty.orValue(false) == true || c.?stdin.orValue(false) == true", "servers"),
};
