import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/user-namespace", [
  {
    title: "not set",
    text: workload(),
    finds: ["low spec.template.spec.hostUsers > web"],
    says: ["the pod shares the node's users: hostUsers is not set to false"],
    fixes: [["harden", "set spec.template.spec.hostUsers false"]],
  },
  {
    title: "true",
    text: workload({ pod: "hostUsers: true" }),
    finds: ["low spec.template.spec.hostUsers > true"],
    says: ["the pod shares the node's users: hostUsers is true"],
    fixes: [["unsafe", "set spec.template.spec.hostUsers false"]],
  },
  {
    title: "before 1.33",
    text: workload(),
    options: { kubernetesVersion: 32 },
    finds: [],
  },
  {
    title: "beside hostPID, where it is refused",
    text: workload({ pod: "hostPID: true" }),
    finds: [],
  },
  {
    title: "beside a raw block device, where it is refused",
    text: workload({ container: "volumeDevices: [{ name: disk, devicePath: /dev/xvda }]" }),
    finds: [],
  },
  {
    title: "a Windows pod",
    text: workload({ pod: "os: { name: windows }" }),
    finds: [],
  },
  {
    title: "false",
    text: workload({ pod: "hostUsers: false" }),
    finds: [],
  },
]);
