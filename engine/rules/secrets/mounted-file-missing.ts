import { workloadPods } from "../../inventory/workload-pods";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { listNames } from "../list-names";
import { filesOfVolume } from "./mounted-files";
import { PROVIDER_CLASS } from "./provider-class";

/** The link from the volume to the program: what env values and arguments name must be in the volume. */
export const mountedFileMissing = defineInventoryRule({
  id: "secrets/mounted-file-missing",
  title: "Program is told to read a file that its volume does not hold",
  severity: "medium",
  why: "The pod starts and looks healthy, then the program fails as soon as it needs the secret, or goes on without it.",
  remediation:
    "Name the file by the object's alias or the key, and let the readiness probe fail while the file is missing.",
  standards: { owasp: ["K08"] },
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, PROVIDER_CLASS, "Secret", "ConfigMap"],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const { fact, pod } of workloadPods(inventory)) {
      const volumes = new Map(
        mapsAt([...pod.volumes]).map(({ value }) => [stringAt(value, "name"), value] as const),
      );
      for (const container of pod.containers)
        for (const { file, mount, path } of container.files) {
          const mounted = mapsAt([...container.volumeMounts]).find(({ index }) => index === mount)?.value;
          const volume = volumes.get(stringAt(mounted, "name"));
          const held = volume && filesOfVolume(inventory, fact.namespace, volume);
          if (!held || file.startsWith("..") || held.files.some((each) => isBelow(each, file))) continue;
          const kind = held.fact.groupKind.replace(/^.*\//, "");
          report(fact, {
            path,
            message: `container "${container.name ?? "?"}" is told to read ${file} in ${stringAt(mounted, "mountPath") ?? "?"}, where ${kind} "${held.fact.name ?? ""}" puts ${listNames(held.files)}`,
            related: [{ fact: held.fact, path: held.path, message: "what the volume holds" }],
          });
        }
    }
  },
});

/** A folder of the file may be named as well. */
function isBelow(file: string, named: string): boolean {
  return file === named || file.startsWith(named.endsWith("/") ? named : `${named}/`);
}
