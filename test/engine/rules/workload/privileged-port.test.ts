import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/privileged-port", [
  {
    title: "80 and nothing said about root",
    text: workload({ container: "ports: [{ containerPort: 80 }]" }),
    finds: ["low spec.template.spec.containers.0.ports.0.containerPort > 80"],
    says: ['container "web" listens on port 80, which asks for root'],
    fixes: [
      [
        "safe",
        'append spec.template.spec.securityContext.sysctls {"name":"net.ipv4.ip_unprivileged_port_start","value":"0"}',
      ],
    ],
  },
  {
    title: "80 without root",
    text: workload({
      pod: "securityContext: { runAsNonRoot: true }",
      container: "ports: [{ containerPort: 80 }]",
    }),
    finds: ["low spec.template.spec.containers.0.ports.0.containerPort > 80"],
    says: [
      'container "web" listens on port 80, which a process that is not root cannot bind on older runtimes, not even with NET_BIND_SERVICE',
    ],
    fixes: [
      [
        "safe",
        'append spec.template.spec.securityContext.sysctls {"name":"net.ipv4.ip_unprivileged_port_start","value":"0"}',
      ],
    ],
  },
  {
    title: "80 on the node's network",
    text: workload({ pod: "hostNetwork: true", container: "ports: [{ containerPort: 80 }]" }),
    finds: ["low spec.template.spec.containers.0.ports.0.containerPort > 80"],
  },
  {
    title: "80 opened to everybody",
    text: workload({
      pod: 'securityContext: { sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: "80" }] }',
      container: "ports: [{ containerPort: 80 }, { containerPort: 79 }]",
    }),
    finds: ["low spec.template.spec.containers.0.ports.1.containerPort > 79"],
    fixes: [["unsafe", 'set spec.template.spec.securityContext.sysctls.0.value "0"']],
  },
  {
    title: "a Windows pod",
    text: workload({ pod: "os: { name: windows }", container: "ports: [{ containerPort: 80 }]" }),
    finds: [],
  },
  {
    title: "1024",
    text: workload({ container: "ports: [{ containerPort: 1024 }]" }),
    finds: [],
  },
]);
