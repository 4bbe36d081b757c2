import { isObject, type JsonObject } from "../../json";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** Source: Kubernetes documentation, "Secrets": a container using a Secret as a subPath volume mount receives no updates. */
export const subPathMount = defineContainerRule({
  id: "secrets/sub-path-mount",
  title: "Secret mounted by subPath never rotates",
  severity: "low",
  why: "The kubelet never updates a file that is mounted by subPath: after a rotation the program goes on with the old credential until the pod is replaced.",
  remediation: "Mount the volume as a folder of its own, with items where single files are needed.",
  standards: { mitre: ["T1552"], owasp: ["K08"] },
  since: "0.1.0",
  check({ container, pod, report }) {
    for (const { index, value } of mapsAt(container.spec, "volumeMounts")) {
      const field = ["subPath", "subPathExpr"].find((each) => stringAt(value, each));
      if (!field) continue;
      const name = stringAt(value, "name") ?? "";
      const volume = mapsAt(pod.spec, "volumes").findLast(
        (each) => (stringAt(each.value, "name") ?? "") === name,
      );
      const what = volume && rotatingSource(volume.value);
      if (!what) continue;
      report({
        path: container.at("volumeMounts", index, field),
        message: `${describeContainer(container)} mounts ${what.text} by ${field}, so that a rotated value never arrives`,
        severity: what.expires ? "high" : "low",
      });
    }
  },
});

/** What of a volume changes while the pod runs; an account token even expires. */
function rotatingSource(
  volume: JsonObject,
): { readonly text: string; readonly expires: boolean } | undefined {
  const name = stringAt(volume, "name") ?? "";
  if (isObject(volume.secret))
    return { text: `Secret "${stringAt(volume, "secret", "secretName") ?? name}"`, expires: false };
  if (stringAt(volume, "csi", "driver") === "secrets-store.csi.k8s.io")
    return { text: `the vault's volume "${name}"`, expires: false };
  const sources = mapsAt(volume, "projected", "sources").map(({ value }) => value);
  if (sources.some((source) => isObject(source.serviceAccountToken)))
    return { text: `the account token of volume "${name}"`, expires: true };
  if (sources.some((source) => isObject(source.secret))) return { text: `volume "${name}"`, expires: false };
  return undefined;
}
