import { ADMISSION_FLAGS, ADMISSION_PLUGINS, REMOVED_PLUGINS } from "../../control-plane/admission-plugins";
import { listMembers } from "../../control-plane/component";
import { formatKubernetesVersion } from "../../kubernetes/kubernetes-version";
import { defineComponentRule, takeOut } from "./define-flag-rule";

/** Source: k8s.io/kubernetes pkg/kubeapiserver/options/plugins.go; the change logs of Kubernetes 1.20 to 1.31; kubernetes/kubernetes#98669. */
export const removedAdmissionPlugin = defineComponentRule({
  id: "control-plane/removed-admission-plugin",
  title: "Admission plugin does not exist",
  severity: "medium",
  why: "An API server that is told of a plugin it does not know does not start; what the plugin guarded in older versions is guarded by nothing.",
  remediation:
    "Take the plugin out of the list and put in place what succeeded it, such as Pod Security admission.",
  standards: { nsa: ["control-plane"], owasp: ["K04"] },
  equivalents: {
    checkov: ["CKV_K8S_81", "CKV_K8S_84"],
    trivy: ["KCV-0013"],
    kubescape: ["C-0124", "C-0068"],
    kics: ["6a68bebe", "afa36afb"],
  },
  controls: ["securitycontextdeny-if-no-psp", "podsecuritypolicy-plugin"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  check({ component, version, report }) {
    for (const flag of ADMISSION_FLAGS) {
      for (const member of listMembers(component, flag)) {
        const life = REMOVED_PLUGINS[member.value];
        if (life ? version < life.removed : ADMISSION_PLUGINS.has(member.value)) continue;
        report({
          ...member.place,
          message: life
            ? `--${flag} names ${member.value}, which left Kubernetes in ${formatKubernetesVersion(life.removed)}: the API server does not start, and ${life.instead} takes its place`
            : `--${flag} names ${member.value}, which is no admission plugin: the API server does not start`,
          fixes: life ? takeOut(member, "safe") : [],
        });
      }
    }
  },
});
