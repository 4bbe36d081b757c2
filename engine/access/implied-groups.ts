const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/**
 * The groups that a user has by being who it is, as impersonation fills them in: a service account its two groups and
 * `system:authenticated`, `system:anonymous` only `system:unauthenticated`, everybody else `system:authenticated`.
 *
 * Source: k8s.io/apiserver, pkg/endpoints/filters/impersonation.
 */
export function impliedGroups(user: string): readonly string[] {
  if (user === "system:anonymous") return ["system:unauthenticated"];
  const account = ACCOUNT.exec(user);
  return account
    ? ["system:serviceaccounts", `system:serviceaccounts:${account[1]}`, "system:authenticated"]
    : ["system:authenticated"];
}

/** The user name of a service account. */
export function accountUser(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`;
}
