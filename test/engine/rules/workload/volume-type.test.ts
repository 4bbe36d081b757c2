import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/volume-type", [
  {
    title: "nfs",
    text: workload({ pod: "volumes: [{ name: data, nfs: { server: nfs.example, path: / } }]" }),
    finds: ["medium spec.template.spec.volumes.0.nfs > nfs"],
    says: ['volume "data" is of the type nfs, which reaches storage past the namespace\'s own objects'],
  },
  {
    title: "gitRepo",
    text: workload({ pod: "volumes: [{ name: data, gitRepo: { repository: https://git.example/a.git } }]" }),
    finds: ["high spec.template.spec.volumes.0.gitRepo > gitRepo"],
    says: [
      'volume "data" is of the type gitRepo, which reaches storage past the namespace\'s own objects; the kubelet runs git for it as root on the node',
    ],
  },
  {
    title: "hostPath belongs to other rules",
    text: workload({ pod: "volumes: [{ name: data, hostPath: { path: /srv } }]" }),
    finds: [],
  },
  {
    title: "a volume without a source is an emptyDir",
    text: workload({ pod: "volumes: [{ name: data }]" }),
    finds: [],
  },
  {
    title: "configMap",
    text: workload({ pod: "volumes: [{ name: data, configMap: { name: a } }]" }),
    finds: [],
  },
  {
    title: "csi",
    text: workload({ pod: "volumes: [{ name: data, csi: { driver: a } }]" }),
    finds: [],
  },
  {
    title: "image",
    text: workload({ pod: "volumes: [{ name: data, image: { reference: a } }]" }),
    finds: [],
  },
  {
    title: "persistentVolumeClaim",
    text: workload({ pod: "volumes: [{ name: data, persistentVolumeClaim: { claimName: a } }]" }),
    finds: [],
  },
  {
    title: "ephemeral",
    text: workload({ pod: "volumes: [{ name: data, ephemeral: {} }]" }),
    finds: [],
  },
  {
    title: "projected",
    text: workload({ pod: "volumes: [{ name: data, projected: {} }]" }),
    finds: [],
  },
]);
