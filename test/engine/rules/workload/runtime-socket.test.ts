import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/runtime-socket", [
  {
    title: "/var/run/docker.sock",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /var/run/docker.sock } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node, readOnly: true }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /var/run/docker.sock"],
    says: [
      'volume "node" mounts the container runtime\'s socket (/var/run/docker.sock): who uses it owns the node',
    ],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/run/containerd/containerd.sock",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /run/containerd/containerd.sock } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node, readOnly: true }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /run/containerd/containerd.sock"],
    says: [
      'volume "node" mounts the container runtime\'s socket (/run/containerd/containerd.sock): who uses it owns the node',
    ],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/run/containerd",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /run/containerd } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node, readOnly: true }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /run/containerd"],
    says: [
      'volume "node" mounts the container runtime\'s socket (/run/containerd): who uses it owns the node',
    ],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/var/run/crio/crio.sock",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /var/run/crio/crio.sock } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node, readOnly: true }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /var/run/crio/crio.sock"],
    says: [
      'volume "node" mounts the container runtime\'s socket (/var/run/crio/crio.sock): who uses it owns the node',
    ],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/run/k3s/containerd/containerd.sock",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /run/k3s/containerd/containerd.sock } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node, readOnly: true }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /run/k3s/containerd/containerd.sock"],
    says: [
      'volume "node" mounts the container runtime\'s socket (/run/k3s/containerd/containerd.sock): who uses it owns the node',
    ],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/var/run//../run/docker.sock/",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /var/run//../run/docker.sock/ } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node, readOnly: true }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /var/run//../run/docker.sock/"],
    says: [
      'volume "node" mounts the container runtime\'s socket (/var/run//../run/docker.sock/): who uses it owns the node',
    ],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "a folder of the node belongs to another rule",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /var/run } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: [],
  },
  {
    title: "another program's socket",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /run/app/app.sock } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: [],
  },
]);
