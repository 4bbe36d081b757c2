import type { Fact } from "../../inventory/fact";
import { producedSecrets } from "../../inventory/produced-secrets";
import type { Path } from "../../json";
import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";

/** The types of Secret that the kubelet reads as registry credentials. */
const CREDENTIAL_TYPES = new Set(["kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg"]);

const READ_KINDS = [...WORKLOAD_KINDS, "ServiceAccount"];

/** Source: Kubernetes documentation, "Pull an Image from a Private Registry"; the kubelet skips what is missing. */
export const pullSecret = defineInventoryRule({
  id: "image/pull-secret",
  title: "Pull secret is missing or no registry credential",
  severity: "low",
  why: "The kubelet skips the secret without a word and pulls anonymously: the pod ends in ImagePullBackOff, often only after the next change of node.",
  remediation:
    "Create the secret with the type kubernetes.io/dockerconfigjson in the pod's namespace, or correct the name.",
  standards: { owasp: ["K02"] },
  equivalents: { kyverno: ["require-imagepullsecrets"], popeye: ["305"] },
  controls: ["pull-secret-missing-not-existing"],
  since: "0.1.0",
  appliesTo: [...READ_KINDS, "Secret"],
  eachNamespace: true,
  check({ inventory, report }) {
    const produced = producedSecrets(inventory);
    for (const kind of READ_KINDS) {
      for (const fact of inventory.ofKind(kind)) {
        for (const { name, path } of pullSecretsOf(fact)) {
          const secret = inventory.find("Secret", fact.namespace, name);
          const type = stringAt(secret?.data, "type");
          if (type !== undefined && !CREDENTIAL_TYPES.has(type)) {
            report(fact, {
              path,
              message: `the pull secret "${name}" has the type ${type}, which the kubelet does not read as a registry credential`,
            });
          } else if (!secret && inventory.closed && !produced.has(name)) {
            report(fact, {
              path,
              message: `the pull secret "${name}" is not among the resources deployed with this one, so the image is pulled without credentials`,
            });
          }
        }
      }
    }
  },
});

function pullSecretsOf(fact: Fact): { name: string; path: Path }[] {
  const ofAccount = mapsAt(fact.data, "imagePullSecrets").flatMap(({ index, value }) => {
    const name = stringAt(value, "name");
    return name ? [{ name, path: ["imagePullSecrets", index, "name"] }] : [];
  });
  const ofPods = mapsAt(fact.data, "pods").flatMap(({ value: pod }) =>
    stringsAt(pod, "imagePullSecrets").map((name, index) => ({
      name,
      path: [...podPath(pod.path), "imagePullSecrets", index, "name"],
    })),
  );
  return [...ofAccount, ...ofPods];
}

function podPath(value: unknown): Path {
  return Array.isArray(value) ? value : [];
}
