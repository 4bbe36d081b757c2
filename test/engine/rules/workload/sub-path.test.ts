import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/sub-path", [
  {
    title: "subPath on 1.21",
    text: workload({ container: "volumeMounts: [{ name: data, mountPath: /data, subPath: a }]" }),
    options: { kubernetesVersion: 21 },
    finds: ["high spec.template.spec.containers.0.volumeMounts.0.subPath > a"],
    says: [
      'container "web" mounts a subPath: kubelets of 1.21 before the fix of CVE-2021-25741 can be led out of the volume',
    ],
  },
  {
    title: "subPathExpr on 1.22",
    text: workload({ container: "volumeMounts: [{ name: data, mountPath: /data, subPathExpr: $(POD) }]" }),
    options: { kubernetesVersion: 22 },
    finds: ["high spec.template.spec.containers.0.volumeMounts.0.subPathExpr > $(POD)"],
    says: [
      'container "web" mounts a subPathExpr: kubelets of 1.22 before the fix of CVE-2021-25741 can be led out of the volume',
    ],
  },
  {
    title: "subPath from 1.23",
    text: workload({ container: "volumeMounts: [{ name: data, mountPath: /data, subPath: a }]" }),
    options: { kubernetesVersion: 23 },
    finds: [],
  },
  {
    title: "a whole volume on 1.21",
    text: workload({ container: "volumeMounts: [{ name: data, mountPath: /data }]" }),
    options: { kubernetesVersion: 21 },
    finds: [],
  },
]);
