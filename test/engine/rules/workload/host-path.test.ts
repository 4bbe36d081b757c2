import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/host-path", [
  {
    title: "writable",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /srv/data } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: ["high spec.template.spec.volumes.0.hostPath.path > /srv/data"],
    says: ['volume "node" mounts /srv/data of the node, writable for "web"'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "read-only",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /srv/data } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node, readOnly: true }]",
    }),
    finds: ["medium spec.template.spec.volumes.0.hostPath.path > /srv/data"],
    says: ['volume "node" mounts /srv/data of the node'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "a device",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /dev/kvm } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: ["high spec.template.spec.volumes.0.hostPath.path > /dev/kvm"],
    says: ['volume "node" mounts /dev/kvm of the node, writable for "web"'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "without a path",
    text: workload({ pod: "volumes: [{ name: node, hostPath: {} }]" }),
    finds: ["medium spec.template.spec.volumes.0.hostPath.path > hostPath"],
    says: ['volume "node" mounts a path of the node'],
    fixes: [["unsafe", "remove spec.template.spec.volumes.0"]],
  },
  {
    title: "a sensitive folder belongs to another rule",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /etc } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: [],
  },
  {
    title: "a socket belongs to another rule",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /run/docker.sock } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: [],
  },
  {
    title: "null is no volume source",
    text: workload({ pod: "volumes: [{ name: node, hostPath: null }]" }),
    finds: [],
  },
  {
    title: "an emptyDir",
    text: workload({ pod: "volumes: [{ name: node, emptyDir: {} }]" }),
    finds: [],
  },
]);
