/** The names of the binaries; `pod-oracle` is the project's own (see `pod-oracle.ts`). */
export type ControlPlaneBinary =
  | "kube-apiserver"
  | "etcd"
  | "kubectl"
  | "kube-controller-manager"
  | "pod-oracle";

/**
 * Paths of the binaries. Those in the folder that KUBEBUILDER_ASSETS names are taken first; if it lacks a
 * needed one, the rest comes from the project's own build of Kubernetes 1.37.2, made first if it is not cached.
 * @throws if something must be built and Go is missing, or the build fails
 */
export function controlPlaneBinaries<Name extends ControlPlaneBinary = ControlPlaneBinary>(options?: {
  readonly needed?: readonly Name[];
  readonly report?: (line: string) => void;
}): Promise<Record<Name, string>>;

/** What to install before `controlPlaneBinaries` can answer; undefined if nothing is missing. */
export function controlPlaneMissing(needed?: readonly ControlPlaneBinary[]): Promise<string | undefined>;
