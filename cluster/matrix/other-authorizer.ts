/** Providers whose clusters ask an authorizer of their own beside RBAC, by the API server's host. */
const PROVIDERS: readonly (readonly [RegExp, string])[] = [
  [/\.azmk8s\.io$/, "Azure RBAC"],
  [/\.eks\.amazonaws\.com(\.cn)?$/, "the EKS authorizer"],
  [/\.gke\.goog$/, "Google Cloud IAM"],
];

/**
 * The authorizer that a cluster is likely to ask beside RBAC, by its address; `undefined` where none is known. On AKS
 * it is there only where Azure RBAC was switched on, so a *no* is then unknown rather than wrong.
 */
export function otherAuthorizer(server: string | undefined): string | undefined {
  if (server === undefined || !URL.canParse(server)) return undefined;
  const { hostname } = new URL(server);
  return PROVIDERS.find(([pattern]) => pattern.test(hostname))?.[1];
}
