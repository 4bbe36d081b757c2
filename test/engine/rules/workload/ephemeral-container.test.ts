import { testRule } from "./test-rule";

testRule("workload/ephemeral-container", [
  {
    title: "one",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  ephemeralContainers:
    - { name: debug, image: registry.example/debug:1 }
`,
    finds: ["medium spec.ephemeralContainers > ephemeralContainers"],
    says: ['container "debug" is ephemeral: the API server refuses to create a pod with it'],
    fixes: [["unsafe", "remove spec.ephemeralContainers"]],
  },
  {
    title: "an empty list",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  ephemeralContainers: []
`,
    finds: [],
  },
]);
