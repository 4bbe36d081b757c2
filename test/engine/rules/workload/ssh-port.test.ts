import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/ssh-port", [
  {
    title: "22",
    text: workload({ container: "ports: [{ containerPort: 22 }]" }),
    finds: ["low spec.template.spec.containers.0.ports.0.containerPort > 22"],
    says: ['container "web" listens on port 22: SSH goes past the API server\'s permissions and audit'],
  },
  {
    title: "22 over UDP",
    text: workload({ container: "ports: [{ containerPort: 22, protocol: UDP }]" }),
    finds: [],
  },
  {
    title: "another port",
    text: workload({ container: "ports: [{ containerPort: 2222 }]" }),
    finds: [],
  },
]);
