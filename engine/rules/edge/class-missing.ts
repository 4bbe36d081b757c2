import type { Path } from "../../json";
import { stringAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";

/** Who names a class, where, and the kind of the class. */
const REFERENCES: readonly { readonly from: string; readonly path: Path; readonly to: string }[] = [
  {
    from: "networking.k8s.io/Ingress",
    path: ["spec", "ingressClassName"],
    to: "networking.k8s.io/IngressClass",
  },
  {
    from: "gateway.networking.k8s.io/Gateway",
    path: ["spec", "gatewayClassName"],
    to: "gateway.networking.k8s.io/GatewayClass",
  },
];

/** Classes belong to the cluster: only a scope that brings its own can be asked. */
export const classMissing = defineInventoryRule({
  id: "edge/class-missing",
  title: "Ingress or Gateway names a class that does not exist",
  severity: "low",
  why: "No controller takes it up: it gets no address, and nothing reports an error.",
  remediation: "Name a class that the cluster has.",
  waive: "The class is deployed elsewhere.",
  since: "0.1.0",
  appliesTo: REFERENCES.flatMap(({ from, to }) => [from, to]),
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    for (const { from, path, to } of REFERENCES) {
      const classes = inventory.ofKind(to);
      if (classes.length === 0) continue;
      for (const fact of inventory.ofKind(from)) {
        const name = stringAt(fact.data, ...path);
        if (!name || classes.some((each) => each.name === name)) continue;
        report(fact, {
          path,
          message: `"${name}" is none of the classes of this deployment`,
          related: classes
            .slice(0, 3)
            .map((each) => ({ fact: each, path: ["metadata", "name"], message: "a class that exists" })),
        });
      }
    }
  },
});
