import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/naked-pod", [
  {
    title: "a pod",
    text: `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: registry.example/web:1 }]
`,
    finds: ["low kind > Pod"],
    says: ["the pod has no controller: nothing starts it again when its node goes"],
  },
  {
    title: "a pod with an owner",
    text: `apiVersion: v1
kind: Pod
metadata: { name: web, ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: u }] }
spec:
  containers: [{ name: web, image: registry.example/web:1 }]
`,
    finds: [],
  },
  {
    title: "a hook of a chart",
    text: `apiVersion: v1
kind: Pod
metadata: { name: web, annotations: { helm.sh/hook: test } }
spec:
  containers: [{ name: web, image: registry.example/web:1 }]
`,
    finds: [],
  },
  {
    title: "a mirror pod",
    text: `apiVersion: v1
kind: Pod
metadata: { name: web, annotations: { kubernetes.io/config.mirror: abc } }
spec:
  containers: [{ name: web, image: registry.example/web:1 }]
`,
    finds: [],
  },
  {
    title: "a Deployment",
    text: workload(),
    finds: [],
  },
]);
