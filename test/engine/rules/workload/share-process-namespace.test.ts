import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/share-process-namespace", [
  {
    title: "two containers",
    text: workload({
      pod: `shareProcessNamespace: true
initContainers:
  - { name: proxy, image: registry.example/proxy:1, restartPolicy: Always }`,
    }),
    finds: ["low spec.template.spec.shareProcessNamespace > true"],
    says: ["the 2 containers of the pod see each other's processes, environment and files"],
    fixes: [["unsafe", "set spec.template.spec.shareProcessNamespace false"]],
  },
  {
    title: "an init container is gone by then",
    text: workload({
      pod: `shareProcessNamespace: true
initContainers:
  - { name: init, image: registry.example/init:1 }`,
    }),
    finds: [],
  },
  {
    title: "one container",
    text: workload({ pod: "shareProcessNamespace: true" }),
    finds: [],
  },
  {
    title: "false",
    text: workload({
      pod: `shareProcessNamespace: false
initContainers:
  - { name: proxy, image: registry.example/proxy:1, restartPolicy: Always }`,
    }),
    finds: [],
  },
]);
