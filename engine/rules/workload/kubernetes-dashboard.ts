import { listAt } from "../../kubernetes/fields";
import { imageName, parseImageReference } from "../../kubernetes/image-reference";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

export const IMAGE =
  /(^|\/)(kubernetesui\/dashboard(-(api|auth|web|[a-z0-9]+))?|kubernetes-dashboard(-[a-z0-9]+)?)$/;

/** Flags that let people in without a login of their own. Source: arguments of kubernetes/dashboard. */
const OPEN = /^--(enable-skip-login|disable-settings-authorizer|enable-insecure-login)(=true)?$/;

/** Source: MITRE ATT&CK for containers, "Access the Kubernetes dashboard". */
export const kubernetesDashboard = defineContainerRule({
  id: "workload/kubernetes-dashboard",
  title: "Kubernetes Dashboard is deployed",
  severity: "medium",
  why: "The dashboard acts with its own account or with pasted tokens and has been the way into clusters that left it open.",
  remediation:
    "Remove it, or keep it behind authentication, with an account that reads little and without `--enable-skip-login`.",
  standards: { mitre: ["T1133"], owasp: ["K06"] },
  equivalents: {
    checkov: ["CKV_K8S_33"],
    kubescape: ["C-0014"],
    kics: ["d2ad057f"],
    terrascan: ["AC_K8S_0067"],
  },
  controls: ["kubernetes-dashboard-deployed"],
  waive: "Dashboards behind a proxy that authenticates people.",
  since: "0.1.0",
  check({ container, report }) {
    const image = container.image === undefined ? undefined : parseImageReference(container.image);
    if (!image || !IMAGE.test(imageName(image))) return;
    const open = ["command", "args"].flatMap((field) =>
      listAt(container.spec, field).flatMap((word, index) =>
        typeof word === "string" && OPEN.test(word) ? [{ word, path: container.at(field, index) }] : [],
      ),
    );
    const [flag] = open;
    if (flag) {
      report({
        path: flag.path,
        message: `${describeContainer(container)} opens the Kubernetes Dashboard without a login: ${flag.word}`,
        severity: "high",
      });
      return;
    }
    report({
      path: container.at("image"),
      message: `${describeContainer(container)} is the Kubernetes Dashboard, a console over the whole cluster`,
    });
  },
});
