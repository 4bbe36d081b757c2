import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/host-port", [
  {
    title: "a port of the node",
    text: workload({ container: "ports: [{ containerPort: 80, hostPort: 8080 }]" }),
    finds: ["medium spec.template.spec.containers.0.ports.0.hostPort > 8080"],
    says: ['container "web" opens port 8080 on the node, past every Service and NetworkPolicy of the pod'],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.ports.0.hostPort"]],
  },
  {
    title: "on the node's network it is host-network's",
    text: workload({
      pod: "hostNetwork: true",
      container: "ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }]",
    }),
    finds: [],
  },
  {
    title: "zero is none",
    text: workload({ container: "ports: [{ containerPort: 80, hostPort: 0 }]" }),
    finds: [],
  },
]);
