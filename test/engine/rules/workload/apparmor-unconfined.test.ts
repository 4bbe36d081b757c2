import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/apparmor-unconfined", [
  {
    title: "the pod's",
    text: workload({ pod: "securityContext: { appArmorProfile: { type: Unconfined } }" }),
    finds: ["medium spec.template.spec.securityContext.appArmorProfile.type > Unconfined"],
    says: ["the pod runs with the AppArmor profile Unconfined"],
    fixes: [["unsafe", 'set spec.template.spec.securityContext.appArmorProfile.type "RuntimeDefault"']],
  },
  {
    title: "the container's",
    text: workload({ container: "securityContext: { appArmorProfile: { type: Unconfined } }" }),
    finds: ["medium spec.template.spec.containers.0.securityContext.appArmorProfile.type > Unconfined"],
    says: ['container "web" runs with the AppArmor profile Unconfined'],
    fixes: [
      ["unsafe", 'set spec.template.spec.containers.0.securityContext.appArmorProfile.type "RuntimeDefault"'],
    ],
  },
  {
    title: "an annotation",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: "unconfined"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    finds: ['medium metadata.annotations.container.apparmor.security.beta.kubernetes.io/web > "unconfined"'],
    says: ['container "web" runs with the AppArmor profile unconfined'],
    fixes: [
      [
        "unsafe",
        'set metadata.annotations.container.apparmor.security.beta.kubernetes.io/web "runtime/default"',
      ],
    ],
  },
  {
    title: "an annotation with an odd value",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: "runtime-default"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    finds: [
      'medium metadata.annotations.container.apparmor.security.beta.kubernetes.io/web > "runtime-default"',
    ],
    says: ['container "web" runs with the AppArmor profile runtime-default'],
    fixes: [
      [
        "unsafe",
        'set metadata.annotations.container.apparmor.security.beta.kubernetes.io/web "runtime/default"',
      ],
    ],
  },
  {
    title: "sound annotations",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: "localhost/web"
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    finds: [],
  },
  {
    title: "an empty annotation",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: ""
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    finds: [],
  },
  {
    title: "RuntimeDefault",
    text: workload({ pod: "securityContext: { appArmorProfile: { type: RuntimeDefault } }" }),
    finds: [],
  },
]);
