import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/seccomp-unconfined", [
  {
    title: "the pod's",
    text: workload({ pod: "securityContext: { seccompProfile: { type: Unconfined } }" }),
    finds: ["high spec.template.spec.securityContext.seccompProfile.type > Unconfined"],
    says: ["the pod runs with the seccomp profile Unconfined: every system call of the kernel is open"],
    fixes: [["unsafe", 'set spec.template.spec.securityContext.seccompProfile.type "RuntimeDefault"']],
  },
  {
    title: "the container's",
    text: workload({ container: "securityContext: { seccompProfile: { type: Unconfined } }" }),
    finds: ["high spec.template.spec.containers.0.securityContext.seccompProfile.type > Unconfined"],
    says: [
      'container "web" runs with the seccomp profile Unconfined: every system call of the kernel is open',
    ],
    fixes: [
      ["unsafe", 'set spec.template.spec.containers.0.securityContext.seccompProfile.type "RuntimeDefault"'],
    ],
  },
  {
    title: "annotations up to 1.18",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: "unconfined"
    container.seccomp.security.alpha.kubernetes.io/web: "unconfined"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    options: { kubernetesVersion: 18 },
    finds: [
      'high metadata.annotations.seccomp.security.alpha.kubernetes.io/pod > "unconfined"',
      'high metadata.annotations.container.seccomp.security.alpha.kubernetes.io/web > "unconfined"',
    ],
    says: [
      'the annotation asks for the seccomp profile "unconfined": every system call of the kernel is open',
      'container "web": the annotation asks for the seccomp profile "unconfined": every system call of the kernel is open',
    ],
    fixes: [
      ["unsafe", 'set metadata.annotations.seccomp.security.alpha.kubernetes.io/pod "runtime/default"'],
      [
        "unsafe",
        'set metadata.annotations.container.seccomp.security.alpha.kubernetes.io/web "runtime/default"',
      ],
    ],
  },
  {
    title: "annotations are not read from 1.19",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: "unconfined"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    options: { kubernetesVersion: 19 },
    finds: [],
  },
  {
    title: "the field is not read before 1.19",
    text: workload({ pod: "securityContext: { seccompProfile: { type: Unconfined } }" }),
    options: { kubernetesVersion: 18 },
    finds: [],
  },
  {
    title: "an annotation of a container that is not there",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.seccomp.security.alpha.kubernetes.io/other: "unconfined"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    options: { kubernetesVersion: 18 },
    finds: [],
  },
  {
    title: "sound annotations",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: "docker/default"
    container.seccomp.security.alpha.kubernetes.io/web: "localhost/web"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    options: { kubernetesVersion: 18 },
    finds: [],
  },
  {
    title: "RuntimeDefault",
    text: workload({ pod: "securityContext: { seccompProfile: { type: RuntimeDefault } }" }),
    finds: [],
  },
]);
