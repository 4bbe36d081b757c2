import { mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** Source: MITRE ATT&CK for containers, "SSH server running inside container". */
export const sshPort = defineContainerRule({
  id: "workload/ssh-port",
  title: "Container runs an SSH server",
  severity: "low",
  why: "An SSH server is a second way in, past the API server's authentication, permissions and audit.",
  remediation: "Remove the SSH server; `kubectl exec` and debug containers are authorised and audited.",
  standards: { mitre: ["T1021.004"], owasp: ["K01"] },
  equivalents: { "kube-linter": ["ssh-port"], kubescape: ["C-0042"] },
  controls: ["ssh-port-exposed"],
  waive: "Git servers and bastions whose purpose is SSH.",
  since: "0.1.0",
  check({ container, report }) {
    for (const { index, value } of mapsAt(container.spec, "ports")) {
      if (numberAt(value, "containerPort") !== 22 || (stringAt(value, "protocol") ?? "TCP") !== "TCP")
        continue;
      report({
        path: container.at("ports", index, "containerPort"),
        message: `${describeContainer(container)} listens on port 22: SSH goes past the API server's permissions and audit`,
      });
    }
  },
});
