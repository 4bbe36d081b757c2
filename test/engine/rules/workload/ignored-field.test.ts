import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/ignored-field", [
  {
    title: "a seccomp annotation from 1.27",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: "runtime/default"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    options: { kubernetesVersion: 27 },
    finds: [
      "medium metadata.annotations.seccomp.security.alpha.kubernetes.io/pod > seccomp.security.alpha.kubernetes.io/pod",
    ],
    says: ["the seccomp annotation is not read from 1.27 on: set securityContext.seccompProfile"],
  },
  {
    title: "a seccomp annotation before",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: "runtime/default"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    options: { kubernetesVersion: 26 },
    finds: [],
  },
  {
    title: "a seccomp annotation beside the field",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: "runtime/default"
spec:
  securityContext: { seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    finds: [],
  },
  {
    title: "seccompProfile before 1.19",
    text: workload({ pod: "securityContext: { seccompProfile: { type: RuntimeDefault } }" }),
    options: { kubernetesVersion: 18 },
    finds: ["medium spec.template.spec.securityContext.seccompProfile > seccompProfile"],
    says: ["seccompProfile does not exist before 1.19 and is dropped: use the annotation"],
  },
  {
    title: "seccompProfile from 1.19",
    text: workload({ pod: "securityContext: { seccompProfile: { type: RuntimeDefault } }" }),
    options: { kubernetesVersion: 19 },
    finds: [],
  },
  {
    title: "appArmorProfile before 1.30",
    text: workload({ container: "securityContext: { appArmorProfile: { type: RuntimeDefault } }" }),
    options: { kubernetesVersion: 29 },
    finds: ["medium spec.template.spec.containers.0.securityContext.appArmorProfile > appArmorProfile"],
    says: ["appArmorProfile does not exist before 1.30 and is dropped: use the annotation"],
  },
  {
    title: "appArmorProfile from 1.30",
    text: workload({ container: "securityContext: { appArmorProfile: { type: RuntimeDefault } }" }),
    options: { kubernetesVersion: 30 },
    finds: [],
  },
  {
    title: "hostUsers before 1.33",
    text: workload({ pod: "hostUsers: false" }),
    options: { kubernetesVersion: 32 },
    finds: ["medium spec.template.spec.hostUsers > hostUsers"],
    says: [
      "user namespaces are off by default before 1.33: the API server drops hostUsers and root is the node's root",
    ],
  },
  {
    title: "hostUsers from 1.33",
    text: workload({ pod: "hostUsers: false" }),
    options: { kubernetesVersion: 33 },
    finds: [],
  },
  {
    title: "an image volume before 1.35",
    text: workload({ pod: "volumes: [{ name: model, image: { reference: registry.example/model:1 } }]" }),
    options: { kubernetesVersion: 34 },
    finds: ["medium spec.template.spec.volumes.0.image > image"],
    says: [
      "image volumes are off by default before 1.35: the API server drops the source and mounts an empty folder",
    ],
  },
  {
    title: "an image volume from 1.35",
    text: workload({ pod: "volumes: [{ name: model, image: { reference: registry.example/model:1 } }]" }),
    options: { kubernetesVersion: 35 },
    finds: [],
  },
]);
