import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/undeclared-claim", [
  {
    title: "a name that the pod lacks",
    text: workload({
      pod: "resourceClaims: [{ name: gpu, resourceClaimName: gpu }]",
      container: "resources: { claims: [{ name: gpu }, { name: fpga }] }",
    }),
    finds: ["medium spec.template.spec.containers.0.resources.claims.1.name > fpga"],
    says: ['container "web" uses the resource claim "fpga", which the pod does not declare'],
  },
  {
    title: "a name that the pod declares",
    text: workload({
      pod: "resourceClaims: [{ name: gpu, resourceClaimName: gpu }]",
      container: "resources: { claims: [{ name: gpu }] }",
    }),
    finds: [],
  },
]);
