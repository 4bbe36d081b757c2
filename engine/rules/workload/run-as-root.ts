import { fix, remove, set } from "../../fixes/change";
import { booleanAt } from "../../kubernetes/fields";
import { offencesAt } from "../../standards/pod-security/check";
import { runAsUserCheck } from "../../standards/pod-security/run-as-user";
import { effectiveNonRoot } from "../../workload/effective-security";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, restricted, "Running as Non-root user". */
export const runAsRoot = definePodRule({
  id: "workload/run-as-root",
  title: "Container runs as root",
  severity: "high",
  why: "A process that is root in the container is root on the node if it escapes, and owns every file of the image until then.",
  remediation:
    "Name a user other than 0 that the image supports and set `runAsNonRoot: true`, or give the pod a user namespace (`hostUsers: false`).",
  standards: { pss: ["restricted"], cis: ["5.2.7"], nsa: ["non-root"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["run-as-non-root"],
    checkov: ["CKV_K8S_23"],
    trivy: ["KSV-0012", "KSV-0105"],
    kubescape: ["C-0013"],
    polaris: ["runAsRootAllowed"],
    kubeaudit: ["RunAsUserCSCRoot", "RunAsUserPSCRoot"],
    kics: ["cf34805e"],
    kyverno: ["require-run-as-non-root-user"],
    gatekeeper: ["K8sPSPAllowedUsers"],
    popeye: ["302"],
    terrascan: ["AC_K8S_0087"],
  },
  controls: ["runasuser-0"],
  waive: "Node agents and images that can only run as root, until they are replaced.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { container, path, message } of offencesAt(runAsUserCheck, pod, options.kubernetesVersion)) {
      const securityContext = path.slice(0, -1);
      const refused = container
        ? effectiveNonRoot(pod, container) === true
        : booleanAt(pod.spec, "securityContext", "runAsNonRoot") === true;
      report({
        path,
        message: refused ? `${message}, but runAsNonRoot is true: it does not start` : message,
        fixes: [
          fix(
            "unsafe",
            "Run as the image's own user and refuse root",
            remove(path),
            set([...securityContext, "runAsNonRoot"], true),
          ),
        ],
      });
    }
  },
});
