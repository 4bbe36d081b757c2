import { readManifestFile } from "../../engine/analyze-file";
import { groupKind } from "../../engine/kubernetes/resource";
import { createLineIndex } from "../../engine/yaml/text-position";
import type { LiveIdentity } from "../posture/live-row";
import { TRIAGE_WORKLOADS } from "./workload-kinds";

/** Kinds about which triage can be asked: what runs, and what leads to it. */
const KINDS = new Set([...TRIAGE_WORKLOADS, "Service", "networking.k8s.io/Ingress"]);

/**
 * The workload that a manifest declares at a line: that of the document which holds the line, else the file's first.
 * `undefined` where the file declares none.
 *
 * @param line 0-based
 */
export function workloadAt(text: string, line: number): LiveIdentity | undefined {
  const offset = createLineIndex(text).offset({ line, column: 0 });
  const found = readManifestFile("manifest.yaml", text).documents.flatMap((document) =>
    document.class !== "resources"
      ? []
      : document.resources.flatMap((resource) => {
          const { kind, namespace, name } = resource;
          if (name === undefined || !KINDS.has(groupKind(resource))) return [];
          const { start, end } = document.slice;
          return [
            {
              isHere: start <= offset && offset < end,
              identity: {
                groupKind: groupKind(resource),
                kind,
                ...(namespace === undefined ? {} : { namespace }),
                name,
              },
            },
          ];
        }),
  );
  return (found.find(({ isHere }) => isHere) ?? found[0])?.identity;
}
