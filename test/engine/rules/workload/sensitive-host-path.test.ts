import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/sensitive-host-path", [
  {
    title: "/, writable",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: / } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /"],
    says: ['volume "node" mounts / of the node, writable for "web"'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/etc, writable",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /etc } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /etc"],
    says: ['volume "node" mounts /etc of the node, writable for "web"'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/proc/sys, writable",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /proc/sys } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /proc/sys"],
    says: ['volume "node" mounts /proc/sys of the node, writable for "web"'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/var/lib/kubelet/pods, writable",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /var/lib/kubelet/pods } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /var/lib/kubelet/pods"],
    says: ['volume "node" mounts /var/lib/kubelet/pods of the node, writable for "web"'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/var/log, writable",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /var/log } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /var/log"],
    says: ['volume "node" mounts /var/log of the node, writable for "web"'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/home/core, writable",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /home/core } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /home/core"],
    says: ['volume "node" mounts /home/core of the node, writable for "web"'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/run, writable",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /run } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /run"],
    says: ['volume "node" mounts /run of the node, writable for "web"'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/etc, read-only",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /etc } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node, readOnly: true }]",
    }),
    finds: ["high spec.template.spec.volumes.0.hostPath.path > /etc"],
    says: ['volume "node" mounts /etc of the node, readable in the pod'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "/dev, mounted nowhere",
    text: workload({ pod: "volumes: [{ name: node, hostPath: { path: /dev } }]" }),
    finds: ["high spec.template.spec.volumes.0.hostPath.path > /dev"],
    says: ['volume "node" mounts /dev of the node, readable in the pod'],
    fixes: [["unsafe", "remove spec.template.spec.volumes.0"]],
  },
  {
    title: "cloud credentials, read-only",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /etc/kubernetes/azure.json } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node, readOnly: true }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /etc/kubernetes/azure.json"],
    says: [
      'volume "node" mounts the node\'s cloud credentials (/etc/kubernetes/azure.json), readable in the pod',
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
    title: "credentials in a home",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /root/.aws } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node, readOnly: true }]",
    }),
    finds: ["critical spec.template.spec.volumes.0.hostPath.path > /root/.aws"],
    says: ['volume "node" mounts the node\'s cloud credentials (/root/.aws), readable in the pod'],
    fixes: [
      [
        "unsafe",
        "remove spec.template.spec.containers.0.volumeMounts.0",
        "remove spec.template.spec.volumes.0",
      ],
    ],
  },
  {
    title: "the time zone",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /etc/localtime } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node, readOnly: true }]",
    }),
    finds: [],
  },
  {
    title: "certificates",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /etc/ssl/certs } }]",
      container: "volumeMounts: [{ name: node, mountPath: /node, readOnly: true }]",
    }),
    finds: [],
  },
  {
    title: "a folder of the program's own",
    text: workload({
      pod: "volumes: [{ name: node, hostPath: { path: /srv/data } }]",
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
]);
