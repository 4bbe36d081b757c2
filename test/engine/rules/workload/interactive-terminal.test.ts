import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/interactive-terminal", [
  {
    title: "terminal and input",
    text: workload({
      container: `tty: true
stdin: true`,
    }),
    finds: ["low spec.template.spec.containers.0.tty > true"],
    says: ['container "web" keeps a terminal and its input open for whoever may attach'],
    fixes: [
      [
        "unsafe",
        "set spec.template.spec.containers.0.tty false",
        "set spec.template.spec.containers.0.stdin false",
      ],
    ],
  },
  {
    title: "a terminal",
    text: workload({ container: "tty: true" }),
    finds: ["low spec.template.spec.containers.0.tty > true"],
    says: ['container "web" keeps a terminal open for whoever may attach'],
    fixes: [["unsafe", "set spec.template.spec.containers.0.tty false"]],
  },
  {
    title: "input",
    text: workload({ container: "stdin: true" }),
    finds: ["low spec.template.spec.containers.0.stdin > true"],
    says: ['container "web" keeps its input open for whoever may attach'],
    fixes: [["unsafe", "set spec.template.spec.containers.0.stdin false"]],
  },
  {
    title: "false",
    text: workload({
      container: `tty: false
stdin: false`,
    }),
    finds: [],
  },
  {
    title: "an ephemeral container",
    text: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  ephemeralContainers:
    - { name: debug, image: registry.example/debug:1, tty: true }
`,
    finds: [],
  },
]);
