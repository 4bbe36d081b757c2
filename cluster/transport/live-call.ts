import type { JsonObject } from "../../engine/json";
import { admit } from "../guard";
import { isNamespace, isObjectName, isResource, isSubresource, isVerb } from "../names";
import { clusterError } from "../problem";

/** The reviews that may be posted: each is a question, and nothing of it is stored. */
export const REVIEWS = {
  SelfSubjectAccessReview: "authorization.k8s.io/v1",
  SubjectAccessReview: "authorization.k8s.io/v1",
  LocalSubjectAccessReview: "authorization.k8s.io/v1",
  SelfSubjectRulesReview: "authorization.k8s.io/v1",
  SelfSubjectReview: "authentication.k8s.io/v1",
} as const;

/** A question to the API server. */
export interface Review {
  readonly kind: keyof typeof REVIEWS;
  /** The namespace of a LocalSubjectAccessReview; others have none. */
  readonly namespace?: string;
  readonly spec: JsonObject;
}

/**
 * How an answer is wanted: whole objects, their metadata alone, the columns that `kubectl get` prints, or, of `/api`
 * and `/apis`, every resource that is served (aggregated discovery, since 1.30; older servers answer as for `json`).
 */
export type AnswerForm = "json" | "metadata" | "table" | "discovery";

/** Reads something. */
export interface ReadCall {
  readonly method: "GET";
  /** Without a query: `/api/v1/namespaces`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: AnswerForm;
  /** Asks for the names of Secrets, as a table without objects. Nothing else may ask for Secrets. */
  readonly secretNames?: true;
}

/** Asks a review. */
export interface ReviewCall {
  readonly method: "POST";
  readonly review: Review;
}

/** Everything that can be sent to an API server. There is no form for a change. */
export type LiveCall = ReadCall | ReviewCall;

declare const admitted: unique symbol;

/** A call that the guard has let through, as it goes over the wire; no transport takes anything else. */
export interface AdmittedCall {
  readonly [admitted]: true;
  readonly method: "GET" | "POST";
  /** With its query. */
  readonly path: string;
  readonly accept: string;
  readonly body?: string;
}

/** What a query may hold. `watch` and `follow` are not among it, in whatever spelling. */
const QUERY_KEYS = new Set([
  "limit",
  "continue",
  "labelSelector",
  "fieldSelector",
  "resourceVersion",
  "resourceVersionMatch",
  "includeObject",
]);

const ACCEPT: Readonly<Record<AnswerForm, string>> = {
  json: "application/json",
  metadata: "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1",
  table: "application/json;as=Table;g=meta.k8s.io;v=v1",
  discovery: "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json",
};

const SECRET_LIST = /^\/api\/v1(\/namespaces\/[a-z0-9-]+)?\/secrets$/;

/**
 * The one gate of the transport: turns a call into what is sent. Only GET and POST of reviews leave here; Secrets only
 * as a table without objects, and only where a caller says so.
 *
 * @throws ClusterError `refused-by-guard`, or `invalid-name` for a name that Kubernetes would not accept
 */
export function admitCall(call: LiveCall): AdmittedCall {
  // The only two places where the mark is given.
  return (call.method === "POST" ? admitReview(call.review) : admitRead(call)) as AdmittedCall;
}

function admitRead({
  path,
  query = {},
  form = "json",
  secretNames,
}: ReadCall): Omit<AdmittedCall, typeof admitted> {
  for (const key of Object.keys(query))
    if (!QUERY_KEYS.has(key)) refuse(`GET ${path} was refused: its query names ${JSON.stringify(key)}`);
  if (path.includes("?")) refuse(`GET ${path} was refused: the query stands apart`);
  if (secretNames === true) {
    if (!SECRET_LIST.test(path) || form !== "table" || query.includeObject !== "None")
      refuse(`GET ${path} was refused: Secrets are listed as a table without objects, or not at all`);
  } else admit({ type: "read", path });
  const search = new URLSearchParams(query).toString();
  return { method: "GET", path: search === "" ? path : `${path}?${search}`, accept: ACCEPT[form] };
}

function admitReview({ kind, namespace, spec }: Review): Omit<AdmittedCall, typeof admitted> {
  const apiVersion = Object.hasOwn(REVIEWS, kind) ? REVIEWS[kind] : undefined;
  if (apiVersion === undefined) refuse(`POST ${kind} was refused: it is no review`);
  const isLocal = kind === "LocalSubjectAccessReview";
  if (isLocal !== (namespace !== undefined)) refuse(`POST ${kind} was refused: its namespace is wrong`);
  if (namespace !== undefined) must(isNamespace(namespace), "a namespace", namespace);
  checkAttributes(spec.resourceAttributes);
  const place = namespace === undefined ? "" : `/namespaces/${namespace}`;
  return {
    method: "POST",
    path: `/apis/${apiVersion}${place}/${kind.toLowerCase()}s`,
    accept: ACCEPT.json,
    body: JSON.stringify({
      apiVersion,
      kind,
      ...(namespace === undefined ? {} : { metadata: { namespace } }),
      spec,
    }),
  };
}

/** What a name may be, by the attribute that holds it. Absent and empty ones ask about all. */
const ATTRIBUTES: Readonly<Record<string, (text: string) => boolean>> = {
  verb: isVerb,
  resource: isResource,
  subresource: (text) => text === "*" || isSubresource(text),
  name: isObjectName,
  namespace: isNamespace,
};

function checkAttributes(attributes: unknown): void {
  if (typeof attributes !== "object" || attributes === null) return;
  for (const [name, value] of Object.entries(attributes)) {
    const isValid = ATTRIBUTES[name];
    if (isValid && value !== undefined && value !== "")
      must(typeof value === "string" && isValid(value), `a ${name}`, value);
  }
}

function must(isValid: boolean, what: string, value: unknown): void {
  if (!isValid)
    throw clusterError("invalid-name", `${JSON.stringify(value)} is not ${what}: nothing was asked`);
}

function refuse(message: string): never {
  throw clusterError("refused-by-guard", message);
}
