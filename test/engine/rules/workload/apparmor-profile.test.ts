import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/apparmor-profile", [
  {
    title: "nothing is named",
    text: workload(),
    finds: ["low spec.template.spec.containers.0.securityContext.appArmorProfile > web"],
    says: ['container "web" names no AppArmor profile'],
    fixes: [["harden", 'set spec.template.spec.securityContext.appArmorProfile.type "RuntimeDefault"']],
  },
  {
    title: "nothing is named before 1.30",
    text: workload(),
    options: { kubernetesVersion: 29 },
    finds: ["low spec.template.spec.containers.0.securityContext.appArmorProfile > web"],
  },
  {
    title: "an annotation",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: "runtime/default"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    finds: [],
  },
  {
    title: "the pod's",
    text: workload({ pod: "securityContext: { appArmorProfile: { type: RuntimeDefault } }" }),
    finds: [],
  },
  {
    title: "the container's",
    text: workload({ container: "securityContext: { appArmorProfile: { type: RuntimeDefault } }" }),
    finds: [],
  },
  {
    title: "a privileged container",
    text: workload({ container: "securityContext: { privileged: true }" }),
    finds: [],
  },
  {
    title: "a Windows pod",
    text: workload({ pod: "os: { name: windows }" }),
    finds: [],
  },
]);
