/** Who is asked about. */
export type Subject =
  | { readonly kind: "me" }
  | { readonly kind: "service-account"; readonly namespace: string; readonly name: string };

/** One permission: may the subject do this? */
export interface Question {
  readonly verb: string;
  /** A plural with its group, `deployments.apps`, or a path that is no resource, `/metrics`. */
  readonly resource: string;
  readonly subresource?: string;
  /** One object; absent asks about all. */
  readonly name?: string;
  /** Empty asks about all namespaces, and is the only right value for kinds that live in none. */
  readonly namespace: string;
}

/** The user name under which the API server knows a service account. */
export function serviceAccountUser(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

/** The question in the words of `kubectl auth can-i`: `get pods/log`. */
export function questionText({ verb, resource, subresource, name }: Question): string {
  const target = [resource, subresource, name].filter((part) => part !== undefined);
  return `${verb} ${target.join("/")}`;
}
