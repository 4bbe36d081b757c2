import type { JsonObject, Path } from "../../json";
import { booleanAt, hasMap, listAt, mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { groupKind } from "../../kubernetes/resource";
import { defineResourceRule } from "../define-rule";
import { MANAGED_CLUSTERS } from "./managed-cluster";

/** Where an API server may be reached from anywhere: the place and what is there. */
interface OpenEndpoint {
  readonly path: Path;
  readonly message: string;
}

const EVERYWHERE = new Set(["0.0.0.0/0", "::/0"]);
const ANYWHERE = "from every address of the Internet";

/*
 * Sources: Amazon EKS API reference (endpointPublicAccess true and publicAccessCidrs 0.0.0.0/0 unless said otherwise);
 * Azure managedClusters (apiServerAccessProfile); Google Config Connector, ContainerCluster.
 */
const JUDGES: Readonly<Record<string, (object: JsonObject) => OpenEndpoint | undefined>> = {
  [MANAGED_CLUSTERS.eksctl]: (object) =>
    eks(object, ["vpc", "clusterEndpoints", "publicAccess"], ["vpc", "publicAccessCIDRs"]),
  [MANAGED_CLUSTERS.eks]: (object) =>
    eks(
      object,
      ["spec", "resourcesVPCConfig", "endpointPublicAccess"],
      ["spec", "resourcesVPCConfig", "publicAccessCIDRs"],
    ),
  [MANAGED_CLUSTERS.aks](object) {
    if (booleanAt(object, "spec", "apiServerAccessProfile", "enablePrivateCluster")) return undefined;
    return ranges(object, ["spec", "apiServerAccessProfile", "authorizedIPRanges"]);
  },
  [MANAGED_CLUSTERS.gke](object) {
    if (booleanAt(object, "spec", "privateClusterConfig", "enablePrivateEndpoint")) return undefined;
    const path = ["spec", "masterAuthorizedNetworksConfig"];
    if (!hasMap(object, ...path)) return { path, message: `the API server answers ${ANYWHERE}` };
    const open = mapsAt(object, ...path, "cidrBlocks").find(({ value }) =>
      EVERYWHERE.has(stringAt(value, "cidrBlock") ?? ""),
    );
    return (
      open && {
        path: [...path, "cidrBlocks", open.index, "cidrBlock"],
        message: `the API server answers ${ANYWHERE}`,
      }
    );
  },
};

function eks(object: JsonObject, access: Path, cidrs: Path): OpenEndpoint | undefined {
  return booleanAt(object, ...access) === false ? undefined : ranges(object, cidrs);
}

function ranges(object: JsonObject, path: Path): OpenEndpoint | undefined {
  if (stringsAt(object, ...path).length === 0)
    return { path, message: `the API server answers ${ANYWHERE}: no ranges are given` };
  const index = listAt(object, ...path).findIndex((each) => typeof each === "string" && EVERYWHERE.has(each));
  return index < 0 ? undefined : { path: [...path, index], message: `the API server answers ${ANYWHERE}` };
}

/** Who may try to log in at all. */
export const managedClusterEndpoint = defineResourceRule({
  id: "identity/managed-cluster-endpoint",
  title: "API server of a managed cluster is open to the Internet",
  severity: "medium",
  why: "Every stolen token and every fault of the API server can be used from anywhere.",
  remediation: "Make the endpoint private, or give the ranges from which people and pipelines come.",
  standards: { nsa: ["control-plane"], mitre: ["T1133"], owasp: ["K06"] },
  equivalents: { kubescape: ["C-0227", "C-0228", "C-0229"] },
  controls: [
    "eks-endpoint-public-private-nodes-logs-ecr",
    "aks-azure-rbac-cni-acr-private-cluster",
    "gke-artifact-registry-cos-shielded-nodes-wi",
  ],
  since: "0.1.0",
  appliesTo: Object.values(MANAGED_CLUSTERS),
  check({ resource, report }) {
    const open = JUDGES[groupKind(resource)]?.(resource.object);
    if (open) report(open);
  },
});
