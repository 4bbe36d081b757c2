import { fix, set } from "../../fixes/change";
import { booleanAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** Source: Gatekeeper's K8sDisallowInteractiveTTY names the control. */
export const interactiveTerminal = defineContainerRule({
  id: "workload/interactive-terminal",
  title: "Container keeps a terminal open",
  severity: "low",
  why: "A container that waits for input is one to attach to: whoever may attach types into the running process, as its user.",
  remediation: "Remove `stdin` and `tty`; `kubectl exec -it` needs neither.",
  standards: { mitre: ["T1609"], owasp: ["K01"] },
  equivalents: { gatekeeper: ["K8sDisallowInteractiveTTY"] },
  controls: ["interactive-tty-stdin"],
  waive: "Consoles that people attach to on purpose.",
  fixable: true,
  since: "0.1.0",
  check({ container, report }) {
    // Debugging is what ephemeral containers are for.
    if (container.list === "ephemeralContainers") return;
    const open = ["tty", "stdin"].filter((field) => booleanAt(container.spec, field) === true);
    const [first] = open;
    if (!first) return;
    report({
      path: container.at(first),
      message: `${describeContainer(container)} keeps ${open.length > 1 ? "a terminal and its input" : first === "tty" ? "a terminal" : "its input"} open for whoever may attach`,
      fixes: [
        fix("unsafe", "Close terminal and input", ...open.map((field) => set(container.at(field), false))),
      ],
    });
  },
});
