import type { Path } from "../../json";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineResourceRule } from "../define-rule";
import { isPlaceholder } from "../secrets/secret-evidence";

const PREFIX = "azure.workload.identity/";
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Source: azure-workload-identity, labels and annotations. */
export const azureIdentitySettings = defineResourceRule({
  id: "identity/azure-identity-settings",
  title: "Setting of Azure workload identity is wrong",
  severity: "medium",
  why: "With a malformed identity, or a token life out of bounds, the pod gets no token or is not admitted at all.",
  remediation:
    "Give client-id and tenant-id as UUIDs on the account, and a token life of 3600 to 86400 seconds.",
  standards: { owasp: ["K08"] },
  controls: ["azure-workload-identity-label-without-annotated-sa-x"],
  since: "0.1.0",
  appliesTo: ["ServiceAccount", ...WORKLOAD_KINDS],
  check({ resource, pods, report }) {
    const judge = (annotations: Readonly<Record<string, string>>, at: Path) => {
      for (const [key, value] of Object.entries(annotations)) {
        const message =
          key.startsWith(PREFIX) && !isPlaceholder(value) && faultOf(key.slice(PREFIX.length), value);
        if (message) report({ path: [...at, key], message });
      }
    };
    if (resource.kind === "ServiceAccount") judge(resource.annotations, ["metadata", "annotations"]);
    for (const pod of pods) judge(pod.annotations, pod.metadataAt("annotations"));
  },
});

function faultOf(setting: string, value: string): string | undefined {
  if ((setting === "client-id" || setting === "tenant-id") && !UUID.test(value))
    return `${setting} "${value}" is no UUID`;
  if (setting !== "service-account-token-expiration") return undefined;
  const seconds = Number(value);
  return Number.isInteger(seconds) && seconds >= 3600 && seconds <= 86_400
    ? undefined
    : `token expiration "${value}" is not between 3600 and 86400 seconds`;
}
