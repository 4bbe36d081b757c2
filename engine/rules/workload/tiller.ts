import { listAt } from "../../kubernetes/fields";
import { imageName, parseImageReference } from "../../kubernetes/image-reference";
import { type Container, WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineResourceRule } from "../define-rule";

/** Source: helm.sh, "Helm 2 is end of life": Tiller has no authentication of its own. */
export const tiller = defineResourceRule({
  id: "workload/tiller",
  title: "Tiller of Helm 2 is deployed",
  severity: "critical",
  why: "Tiller obeys anybody who reaches its port and usually acts as cluster-admin; it has been without fixes since 2020.",
  remediation: "Migrate to Helm 3, which needs nothing in the cluster, and delete Tiller with its Service.",
  standards: { mitre: ["T1210"], owasp: ["K03", "K10"] },
  equivalents: {
    checkov: ["CKV_K8S_34", "CKV_K8S_44", "CKV_K8S_45"],
    trivy: ["KSV-0102"],
    kics: ["6d173be7", "8b862ca9", "e17fa86a"],
    kyverno: ["disallow-helm-tiller"],
    terrascan: ["AC_K8S_0071", "AC_K8S_0110"],
  },
  controls: ["tiller-helm-2"],
  appliesTo: [...WORKLOAD_KINDS, "Service"],
  since: "0.1.0",
  check({ resource, pods, report }) {
    if (resource.kind === "Service") {
      const { app, name } = resource.labels;
      if (
        resource.group !== "" ||
        (resource.name !== "tiller-deploy" && !(app === "helm" && name === "tiller"))
      )
        return;
      report({
        path: ["metadata", "name"],
        message: "the Service offers Tiller to every pod of the cluster: whoever calls it is cluster-admin",
      });
      return;
    }
    for (const container of pods.flatMap((pod) => pod.containers)) {
      if (!isTiller(container)) continue;
      const local = listAt(container.spec, "command").concat(listAt(container.spec, "args")).some(isLocal);
      report({
        path: container.at("image"),
        message: local
          ? "Tiller of Helm 2 is deployed: it has no fixes since 2020, even where it listens to its own pod only"
          : "Tiller of Helm 2 is deployed: it obeys whoever reaches its port",
        ...(local ? { severity: "high" } : {}),
      });
    }
  },
});

function isTiller({ image }: Container): boolean {
  const parsed = image === undefined ? undefined : parseImageReference(image);
  return parsed !== undefined && /(^|\/)tiller$/.test(imageName(parsed));
}

function isLocal(word: unknown): boolean {
  return typeof word === "string" && /^-{1,2}listen[= ]?(localhost|127\.0\.0\.1)(:|$)/.test(word);
}
