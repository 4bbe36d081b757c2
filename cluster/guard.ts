import {
  isNamespace,
  isNonResourcePath,
  isObjectName,
  isResource,
  isServiceAccount,
  isSubjectName,
  isSubresource,
  isVerb,
} from "./names";
import { clusterError } from "./problem";
import type { Question, Subject } from "./reviews/question";

/** What is asked of a cluster, as a row shows it and a person would ask it. There is no form for a change. */
export type LiveRequest =
  /** Who am I? (SelfSubjectReview) */
  | { readonly type: "who-am-i" }
  /** May the subject do this? (SelfSubjectAccessReview, impersonating where the subject is not me) */
  | { readonly type: "can-i"; readonly subject: Subject; readonly question: Question }
  /** GET of a path. */
  | { readonly type: "read"; readonly path: string };

/** Reading these hands out credentials, or is an old spelling of a watch or a proxy. */
const FORBIDDEN_RESOURCES = new Set(["secrets", "watch", "proxy"]);

/** Asked with GET, and yet they do something, or hand out what must not be read. */
const FORBIDDEN_SUBRESOURCES = new Set(["proxy", "exec", "attach", "portforward", "log", "token"]);

/**
 * The gate for what is asked: names that Kubernetes would not accept, and reads that are none, do not pass. What is sent
 * passes `admitCall`, which asks here about each path.
 *
 * @throws ClusterError `refused-by-guard` for what is not a harmless read or a review, `invalid-name` for a name that
 *   Kubernetes would not accept
 */
export function admit(request: LiveRequest): void {
  if (request.type === "can-i") {
    checkSubject(request.subject);
    checkQuestion(request.question);
  }
  if (request.type === "read") checkPath(request.path);
}

function checkSubject(subject: Subject): void {
  if (subject.kind === "me") return;
  if (subject.kind !== "service-account") {
    must(isSubjectName(subject.name), `the name of a ${subject.kind}`, subject.name);
    for (const group of subject.kind === "user" ? (subject.groups ?? []) : [])
      must(isSubjectName(group), "the name of a group", group);
    return;
  }
  const { namespace, name } = subject;
  must(isNamespace(namespace), "a namespace", namespace);
  must(isServiceAccount(name), "a service account", name);
}

function checkQuestion({ verb, resource, subresource, name, namespace }: Question): void {
  must(isVerb(verb), "a verb", verb);
  const isPath = resource.startsWith("/");
  must(isPath ? isNonResourcePath(resource) : isResource(resource), "a resource", resource);
  must(subresource === undefined || (!isPath && isSubresource(subresource)), "a subresource", subresource);
  must(name === undefined || (!isPath && isObjectName(name)), "the name of an object", name);
  must(namespace === "" || isNamespace(namespace), "a namespace", namespace);
}

function must(isValid: boolean, what: string, text: string | undefined): void {
  if (!isValid)
    throw clusterError("invalid-name", `${JSON.stringify(text)} is not ${what}: nothing was asked`);
}

function checkPath(path: string): void {
  const [route = "", query = ""] = path.split("?");
  const isPlain = /^\/(version|apis?(\/[A-Za-z0-9._:-]+)*)$/.test(route) && !route.split("/").includes("..");
  // Decoded: `w%61tch` is a watch to the API server too.
  const isWatch = [...new URLSearchParams(query).keys()].some((key) => /^(watch|follow)$/i.test(key));
  if (!isPlain || isWatch || readsMore(route))
    throw clusterError("refused-by-guard", `GET ${path} was refused: it is no plain read`);
}

/** Whether a path reaches secrets, or a subresource that does more than read. */
function readsMore(route: string): boolean {
  const [, root, ...below] = route.split("/");
  const segments = below.slice(root === "api" ? 1 : 2);
  const inNamespace = segments[0] === "namespaces" && segments.length > 2;
  const [resource = "", , subresource = ""] = inNamespace ? segments.slice(2) : segments;
  return FORBIDDEN_RESOURCES.has(resource) || FORBIDDEN_SUBRESOURCES.has(subresource);
}
