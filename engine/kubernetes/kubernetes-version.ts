/** A minor version of Kubernetes 1: 37 stands for 1.37. */
export type KubernetesMinor = number;

/** The newest minor version whose facts we know. */
export const NEWEST_MINOR: KubernetesMinor = 37;

/** Parses `1.37`, `v1.37` or `1.37.2`; `undefined` for anything else. */
export function parseKubernetesVersion(text: string): KubernetesMinor | undefined {
  const match = /^v?1\.(\d{1,3})(?:\.\d+)?(?:[-+].*)?$/.exec(text.trim());
  return match ? Number(match[1]) : undefined;
}

/** `37` → `1.37`. */
export function formatKubernetesVersion(minor: KubernetesMinor): string {
  return `1.${minor}`;
}
