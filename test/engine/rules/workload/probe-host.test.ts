import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/probe-host", [
  {
    title: "a probe's httpGet",
    text: workload({ container: "livenessProbe: { httpGet: { port: 80, host: 127.0.0.1 } }" }),
    finds: ["medium spec.template.spec.containers.0.livenessProbe.httpGet.host > 127.0.0.1"],
    says: ['container "web" lets the kubelet call "127.0.0.1" from the node\'s network in livenessProbe'],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.livenessProbe.httpGet.host"]],
  },
  {
    title: "a probe's tcpSocket",
    text: workload({ container: "readinessProbe: { tcpSocket: { port: 80, host: db.example } }" }),
    finds: ["medium spec.template.spec.containers.0.readinessProbe.tcpSocket.host > db.example"],
    says: ['container "web" lets the kubelet call "db.example" from the node\'s network in readinessProbe'],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.readinessProbe.tcpSocket.host"]],
  },
  {
    title: "a lifecycle hook",
    text: workload({ container: "lifecycle: { preStop: { httpGet: { port: 80, host: 169.254.169.254 } } }" }),
    finds: ["medium spec.template.spec.containers.0.lifecycle.preStop.httpGet.host > 169.254.169.254"],
    says: [
      'container "web" lets the kubelet call "169.254.169.254" from the node\'s network in lifecycle.preStop',
    ],
    fixes: [["unsafe", "remove spec.template.spec.containers.0.lifecycle.preStop.httpGet.host"]],
  },
  {
    title: "before 1.34",
    text: workload({ container: "livenessProbe: { httpGet: { port: 80, host: 127.0.0.1 } }" }),
    options: { kubernetesVersion: 33 },
    finds: [],
  },
  {
    title: "an empty host",
    text: workload({ container: 'startupProbe: { httpGet: { port: 80, host: "" } }' }),
    finds: [],
  },
  {
    title: "a Host header",
    text: workload({
      container: "startupProbe: { httpGet: { port: 80, httpHeaders: [{ name: Host, value: a.example }] } }",
    }),
    finds: [],
  },
]);
