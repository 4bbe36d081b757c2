import type { ResourceIdentity } from "../finding";

/** The identity under which findings stand in a `.rampart.yaml`. @param file its path, with forward slashes */
export function configurationIdentity(file: string): ResourceIdentity {
  return {
    apiVersion: "kube-rampart/v1",
    kind: "Configuration",
    groupKind: "kube-rampart/Configuration",
    namespace: undefined,
    name: file.slice(file.lastIndexOf("/") + 1),
  };
}
