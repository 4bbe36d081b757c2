import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/selinux-options", [
  {
    title: "a type for the whole node",
    text: workload({ pod: "securityContext: { seLinuxOptions: { type: spc_t } }" }),
    finds: ["medium spec.template.spec.securityContext.seLinuxOptions.type > spc_t"],
    says: ["the pod runs as the SELinux type spc_t, which is not one for containers"],
    fixes: [["unsafe", 'set spec.template.spec.securityContext.seLinuxOptions.type "container_t"']],
  },
  {
    title: "user and role",
    text: workload({ container: "securityContext: { seLinuxOptions: { user: system_u, role: system_r } }" }),
    finds: [
      "medium spec.template.spec.containers.0.securityContext.seLinuxOptions.user > system_u",
      "medium spec.template.spec.containers.0.securityContext.seLinuxOptions.role > system_r",
    ],
    says: [
      'container "web" sets the SELinux user system_u',
      'container "web" sets the SELinux role system_r',
    ],
    fixes: [
      ["unsafe", "remove spec.template.spec.containers.0.securityContext.seLinuxOptions.user"],
      ["unsafe", "remove spec.template.spec.containers.0.securityContext.seLinuxOptions.role"],
    ],
  },
  {
    title: "container_engine_t before 1.31",
    text: workload({ container: "securityContext: { seLinuxOptions: { type: container_engine_t } }" }),
    options: { kubernetesVersion: 30 },
    finds: [
      "medium spec.template.spec.containers.0.securityContext.seLinuxOptions.type > container_engine_t",
    ],
    says: ['container "web" runs as the SELinux type container_engine_t, which is not one for containers'],
    fixes: [
      ["unsafe", 'set spec.template.spec.containers.0.securityContext.seLinuxOptions.type "container_t"'],
    ],
  },
  {
    title: "container_engine_t from 1.31",
    text: workload({ container: "securityContext: { seLinuxOptions: { type: container_engine_t } }" }),
    options: { kubernetesVersion: 31 },
    finds: [],
  },
  {
    title: "a container type and a level",
    text: workload({
      container: 'securityContext: { seLinuxOptions: { type: container_t, level: "s0:c1", user: "" } }',
    }),
    finds: [],
  },
]);
