import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/read-only-root-filesystem", [
  {
    title: "not set",
    text: workload(),
    finds: ["medium spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem > web"],
    says: ['container "web" can write to its own image: readOnlyRootFilesystem is not set'],
    fixes: [
      [
        "harden",
        "set spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem true",
        'append spec.template.spec.containers.0.volumeMounts {"name":"tmp","mountPath":"/tmp"}',
        'append spec.template.spec.volumes {"name":"tmp","emptyDir":{}}',
      ],
    ],
  },
  {
    title: "false",
    text: workload({ container: "securityContext: { readOnlyRootFilesystem: false }" }),
    finds: ["medium spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem > false"],
    says: ['container "web" can write to its own image: readOnlyRootFilesystem is false'],
    fixes: [
      [
        "unsafe",
        "set spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem true",
        'append spec.template.spec.containers.0.volumeMounts {"name":"tmp","mountPath":"/tmp"}',
        'append spec.template.spec.volumes {"name":"tmp","emptyDir":{}}',
      ],
    ],
  },
  {
    title: "with /tmp mounted already",
    text: workload({
      pod: "volumes: [{ name: scratch, emptyDir: {} }]",
      container: "volumeMounts: [{ name: scratch, mountPath: /tmp/ }]",
    }),
    finds: ["medium spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem > web"],
    fixes: [["harden", "set spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem true"]],
  },
  {
    title: "with a volume named tmp",
    text: workload({ pod: "volumes: [{ name: tmp, configMap: { name: tmp } }]" }),
    finds: ["medium spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem > web"],
    fixes: [
      [
        "harden",
        "set spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem true",
        'append spec.template.spec.containers.0.volumeMounts {"name":"tmp-2","mountPath":"/tmp"}',
        'append spec.template.spec.volumes {"name":"tmp-2","emptyDir":{}}',
      ],
    ],
  },
  {
    title: "a second container gets a volume of its own",
    text: workload({
      pod: `initContainers:
  - { name: init, image: registry.example/init:1, securityContext: { readOnlyRootFilesystem: true } }`,
    }),
    finds: ["medium spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem > web"],
    fixes: [
      [
        "harden",
        "set spec.template.spec.containers.0.securityContext.readOnlyRootFilesystem true",
        'append spec.template.spec.containers.0.volumeMounts {"name":"tmp-web","mountPath":"/tmp"}',
        'append spec.template.spec.volumes {"name":"tmp-web","emptyDir":{}}',
      ],
    ],
  },
  {
    title: "a Windows pod",
    text: workload({ pod: "os: { name: windows }" }),
    finds: [],
  },
  {
    title: "true",
    text: workload({ container: "securityContext: { readOnlyRootFilesystem: true }" }),
    finds: [],
  },
]);
