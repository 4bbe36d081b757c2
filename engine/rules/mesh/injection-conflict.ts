import { fix, remove } from "../../fixes/change";
import { defineResourceRule } from "../define-rule";

/** Source: Istio analysis messages IST0123, IST0146, IST0147; "Ambient mode: adding workloads". */
export const injectionConflict = defineResourceRule({
  id: "mesh/injection-conflict",
  title: "Namespace asks for two kinds of mesh at once",
  severity: "medium",
  why: "Labels that contradict each other are resolved silently, and pods may start without the proxy that everybody counts on.",
  remediation: "Keep one: the injection label, a revision, or the ambient mode.",
  controls: ["sidecar-ambient-injection-on-namespace-not-disabled-on-pod", "conflicting-configs-x"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Namespace"],
  check({ resource, report }) {
    const { labels, annotations } = resource;
    const injects = labels["istio-injection"] === "enabled";
    const revision = labels["istio.io/rev"];
    const isAmbient = labels["istio.io/dataplane-mode"] === "ambient";
    const path = (key: string) => ["metadata", "labels", key];
    if (injects && revision !== undefined) {
      report({
        path: path("istio.io/rev"),
        message: `"istio-injection" beside it wins, so revision "${revision}" is not used`,
        fixes: [fix("unsafe", "Keep the revision", remove(path("istio-injection")))],
      });
    }
    if (isAmbient && (injects || revision !== undefined)) {
      report({
        path: path("istio.io/dataplane-mode"),
        message: "ambient mode does not capture pods that also get a sidecar",
      });
    }
    if ((injects || isAmbient || revision !== undefined) && annotations["linkerd.io/inject"] === "enabled") {
      report({
        path: ["metadata", "annotations", "linkerd.io/inject"],
        message: "the namespace is in two meshes, whose proxies capture each other's traffic",
      });
    }
  },
});
