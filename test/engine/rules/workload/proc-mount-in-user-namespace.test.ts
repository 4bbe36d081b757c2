import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/proc-mount-in-user-namespace", [
  {
    title: "with a user namespace from 1.35",
    text: workload({ pod: "hostUsers: false", container: "securityContext: { procMount: Unmasked }" }),
    finds: ["low spec.template.spec.containers.0.securityContext.procMount > Unmasked"],
    says: ['container "web" mounts /proc as Unmasked: kernel settings and memory are not masked'],
    fixes: [["unsafe", 'set spec.template.spec.containers.0.securityContext.procMount "Default"']],
  },
  {
    title: "with a user namespace before 1.35",
    text: workload({ pod: "hostUsers: false", container: "securityContext: { procMount: Unmasked }" }),
    options: { kubernetesVersion: 34 },
    finds: [],
  },
  {
    title: "without a user namespace it is proc-mount's",
    text: workload({ container: "securityContext: { procMount: Unmasked }" }),
    finds: [],
  },
  {
    title: "Default",
    text: workload({ pod: "hostUsers: false", container: "securityContext: { procMount: Default }" }),
    finds: [],
  },
]);
