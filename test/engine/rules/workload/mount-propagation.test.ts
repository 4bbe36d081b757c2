import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/mount-propagation", [
  {
    title: "bidirectional",
    text: workload({
      container: "volumeMounts: [{ name: data, mountPath: /data, mountPropagation: Bidirectional }]",
    }),
    finds: ["high spec.template.spec.containers.0.volumeMounts.0.mountPropagation > Bidirectional"],
    says: [
      'container "web" passes its mounts on to the node; the API server refuses that without privileged: true',
    ],
    fixes: [
      ["unsafe", 'set spec.template.spec.containers.0.volumeMounts.0.mountPropagation "HostToContainer"'],
    ],
  },
  {
    title: "bidirectional and privileged",
    text: workload({
      container: `volumeMounts: [{ name: data, mountPath: /data, mountPropagation: Bidirectional }]
securityContext: { privileged: true }`,
    }),
    finds: ["high spec.template.spec.containers.0.volumeMounts.0.mountPropagation > Bidirectional"],
    says: ['container "web" passes its mounts on to the node'],
    fixes: [
      ["unsafe", 'set spec.template.spec.containers.0.volumeMounts.0.mountPropagation "HostToContainer"'],
    ],
  },
  {
    title: "towards the container only",
    text: workload({
      container: "volumeMounts: [{ name: data, mountPath: /data, mountPropagation: HostToContainer }]",
    }),
    finds: [],
  },
  {
    title: "none",
    text: workload({ container: "volumeMounts: [{ name: data, mountPath: /data, mountPropagation: None }]" }),
    finds: [],
  },
]);
