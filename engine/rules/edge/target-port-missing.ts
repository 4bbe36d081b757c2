import { fix, set } from "../../fixes/change";
import { mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";
import { declaredPorts, podsOfService } from "./backends";

/** Source: core/v1 `ServicePort.targetPort`: a name is looked up on the pod; a number need not be declared. */
export const targetPortMissing = defineInventoryRule({
  id: "edge/target-port-missing",
  title: "Service leads to a port that its pods do not declare",
  severity: "medium",
  why: "A port name that no container declares gives the Service no endpoint; a number that none declares is most often a typing error. Callers get refused connections, and Application Gateway infers no health probe.",
  remediation: "Set `targetPort` to a port that a container of the pods declares.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Service"],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const fact of inventory.ofKind("Service")) {
      const pods = podsOfService(inventory, fact);
      const declared = pods.map(declaredPorts);
      if (pods.length === 0) continue;
      for (const { index, value } of mapsAt(fact.data, "spec", "ports")) {
        const name = stringAt(value, "targetPort");
        const number = numberAt(value, "targetPort") ?? numberAt(value, "port");
        const protocol = stringAt(value, "protocol") ?? "TCP";
        const isThere =
          name === undefined
            ? // Pods without any declared port say nothing about numbers.
              declared.some((ports) => ports.length === 0 || ports.some((each) => each.port === number))
            : declared.some((ports) => ports.some((each) => each.name === name));
        if (isThere) continue;
        const path = ["spec", "ports", index, value.targetPort === undefined ? "port" : "targetPort"];
        const all = declared.flat().filter((each) => each.protocol === protocol);
        const only = all.length === 1 ? all[0] : undefined;
        report(fact, {
          path,
          ...(name === undefined ? { severity: "low" as const } : {}),
          message:
            name === undefined
              ? `no container of ${pods[0]?.name} declares port ${number}`
              : `no container of ${pods[0]?.name} declares a port named "${name}"`,
          fixes: only
            ? [
                fix(
                  "unsafe",
                  `Lead to port ${only.name ?? only.port}`,
                  set(["spec", "ports", index, "targetPort"], only.name ?? only.port),
                ),
              ]
            : [],
          related: pods.flatMap((pod) =>
            pod.fact
              ? [{ fact: pod.fact, path: ["metadata", "name"], message: "selected by the Service" }]
              : [],
          ),
        });
      }
    }
  },
});
