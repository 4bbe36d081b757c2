import type { AccessQuestion } from "../../engine/access";

/** Who is asked about. */
export type Subject =
  | { readonly kind: "me" }
  | { readonly kind: "service-account"; readonly namespace: string; readonly name: string }
  /** Absent groups are those that everybody has who has logged in. */
  | { readonly kind: "user"; readonly name: string; readonly groups?: readonly string[] }
  /** The group by itself, whoever is in it. */
  | { readonly kind: "group"; readonly name: string };

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

/** A question of the evaluator as a question of this view: `deployments.apps` in place of group and plural. */
export function questionOf({
  verb,
  group = "",
  resource = "",
  subresource,
  name,
  namespace = "",
  path,
}: AccessQuestion): Question {
  if (path !== undefined) return { verb, resource: path, namespace: "" };
  return {
    verb,
    resource: group === "" || resource === "*" ? resource : `${resource}.${group}`,
    namespace,
    ...(subresource === undefined ? {} : { subresource }),
    ...(name === undefined ? {} : { name }),
  };
}

/** A question of this view as the evaluator and the review APIs have it. */
export function accessQuestionOf({ verb, resource, subresource, name, namespace }: Question): AccessQuestion {
  if (resource.startsWith("/")) return { verb, path: resource };
  const dot = resource.indexOf(".");
  return {
    verb,
    group: resource === "*" ? "*" : dot < 0 ? "" : resource.slice(dot + 1),
    resource: dot < 0 ? resource : resource.slice(0, dot),
    namespace,
    ...(subresource === undefined ? {} : { subresource }),
    ...(name === undefined ? {} : { name }),
  };
}

/** The question in the words of `kubectl auth can-i`: `get pods/log`. */
export function questionText({ verb, resource, subresource, name }: Question): string {
  const target = [resource, subresource, name].filter((part) => part !== undefined);
  return `${verb} ${target.join("/")}`;
}
