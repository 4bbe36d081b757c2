import { listAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

/** Programs that fetch code or open connections: no health check needs one towards another host. */
const FETCHES =
  /(?:^|[\s;&|(])(?:\S*\/)?(curl|wget|nc|ncat|socat|ssh|scp)\s(?:.*?)((?:https?:\/\/|@)?[\w.-]+)/;

/** A name of the pod itself. */
const OWN = /localhost|127\.0\.0\.1|\[?::1\]?|\$\{?(?:POD_IP|HOSTNAME|MY_POD_IP)/;

/** An opinion: most exec probes are honest. Source: Kyverno's deny-commands-in-exec-probe names the control. */
export const execProbe = defineContainerRule({
  id: "workload/exec-probe",
  title: "Probe runs a command in the container",
  severity: "low",
  opinion: true,
  why: "The kubelet starts the command every few seconds with the container's rights; a hidden download there comes back after every clean-up, and slow commands pile up.",
  remediation: "Use an httpGet, tcpSocket or grpc probe.",
  standards: { mitre: ["T1609"], owasp: ["K01"] },
  equivalents: { kyverno: ["deny-commands-in-exec-probe"] },
  controls: ["exec-probe-commands-ephemeral-containers"],
  waive: "Databases whose health only their own client can tell.",
  since: "0.1.0",
  check({ container, report }) {
    for (const probe of PROBES) {
      const words = listAt(container.spec, probe, "exec", "command").filter(
        (word) => typeof word === "string",
      );
      if (words.length === 0) continue;
      const command = words.join(" ");
      const leaves = FETCHES.test(`${command} `) && !OWN.test(command);
      report({
        path: container.at(probe, "exec", "command"),
        message: `${describeContainer(container)} runs a command as ${probe}${leaves ? " that calls another host" : ""}`,
        ...(leaves ? { severity: "medium" } : {}),
      });
    }
  },
});
