/** RFC 1123 label: what a namespace may be called. */
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** RFC 1123 subdomain: what a service account may be called. */
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** A resource's plural name with its group: `pods`, `deployments.apps`. */
const RESOURCE = /^(?=.{1,253}$)[a-z]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const VERB = /^[a-z]+(-[a-z]+)*(:[a-z-]+)*$/;
const SUBRESOURCE = /^[a-z][a-z0-9]*(\/[a-z][a-z0-9]*)*$/;
/** Path segment names of the API machinery: any text but `.`, `..`, and text with `/` or `%`. */
const OBJECT_NAME = /^(?!\.{1,2}$)[^/%\p{Cc}]{1,253}$/u;
const NON_RESOURCE_PATH = /^\/[A-Za-z0-9._~/*-]*$/;

/** Whether a text can be the name of a namespace. */
export function isNamespace(text: string): boolean {
  return LABEL.test(text);
}

/** Whether a text can be the name of a service account. */
export function isServiceAccount(text: string): boolean {
  return SUBDOMAIN.test(text);
}

/** Whether a text can name a resource: `pods`, `deployments.apps`, or the literal `*`. */
export function isResource(text: string): boolean {
  return text === "*" || RESOURCE.test(text);
}

/** Whether a text can name a user or a group: identity providers choose freely, but no control characters. */
export function isSubjectName(text: string): boolean {
  return text.length > 0 && text.length <= 1_000 && !/\p{Cc}/u.test(text);
}

/** Whether a text can be a verb: `get`, `impersonate-on:user-info:get`, or the literal `*`. */
export function isVerb(text: string): boolean {
  return text === "*" || (text.length <= 100 && VERB.test(text));
}

/** Whether a text can be a subresource: `log`, `exec`. */
export function isSubresource(text: string): boolean {
  return text.length <= 100 && SUBRESOURCE.test(text);
}

/** Whether a text can be the name of an object; such a name cannot leave its place in a path. */
export function isObjectName(text: string): boolean {
  return OBJECT_NAME.test(text);
}

/** Whether a text is a path that is no resource: `/metrics`. */
export function isNonResourcePath(text: string): boolean {
  return text.length <= 500 && NON_RESOURCE_PATH.test(text) && !text.split("/").includes("..");
}

/**
 * Whether a kubeconfig's name can be handed to a program as part of one argument. Kubernetes allows any text here;
 * only control characters, which no provider writes, are refused: they could forge lines of output.
 */
export function isContextName(text: string): boolean {
  return text.length > 0 && text.length <= 1_000 && !/\p{Cc}/u.test(text);
}
