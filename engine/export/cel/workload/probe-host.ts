import type { PolicySource } from "../../policy-source";
import { CONTAINER, perContainer } from "../expressions";

const HANDLERS = [
  ".?livenessProbe",
  ".?readinessProbe",
  ".?startupProbe",
  ".?lifecycle.?postStart",
  ".?lifecycle.?preStop",
];

/** Probes and hooks that the kubelet sends to another host; from 1.34. */
export const probeHostPolicy: PolicySource = {
  rule: "workload/probe-host",
  match: "pods",
  offences: ({ kubernetesVersion }) =>
    kubernetesVersion < 34
      ? undefined
      : perContainer(
          HANDLERS.map(
            (handler) =>
              `(c${handler}.?httpGet.?host.orValue('') != '' || c${handler}.?tcpSocket.?host.orValue('') != '' ? [${CONTAINER} + ' in ${handler.slice(2)}'] : [])`,
          ).join(" + "),
        ),
};
