/**
 * The last day on which the project publishes fixes of a minor version, by its number. Source: kubernetes.io
 * "Version Skew Policy" and the release calendar: each version is maintained for about fourteen months.
 */
const LAST_DAYS: Readonly<Record<number, string>> = {
  24: "2023-07-28",
  25: "2023-10-27",
  26: "2024-02-28",
  27: "2024-06-28",
  28: "2024-10-28",
  29: "2025-02-28",
  30: "2025-06-28",
  31: "2025-10-28",
  32: "2026-02-28",
  33: "2026-06-28",
  34: "2026-10-27",
  35: "2027-02-28",
};

/** The last day of fixes of a minor version (`2026-02-28`), or `undefined` where it is not known yet. */
export function endOfLife(minor: number): string | undefined {
  return minor < 24 ? "2023-07-28" : LAST_DAYS[minor];
}

/** How many minor versions a kubelet may be older than the API server. Source: version skew policy, since 1.28. */
export const KUBELET_SKEW = 3;
