import {
  type Budget,
  CelError,
  type Expression,
  evaluate,
  fieldsRead,
  Lazy,
  Maybe,
  mapOf,
  type Names,
  Unknown,
  UnknownSignal,
  type Value,
} from "../../cel";
import type { Path } from "../../json";
import type { AdmissionRequest } from "./admission-request";
import type { CompiledPolicy, CompiledValidation } from "./compiled-policy";
import { repeatsPrivateText } from "./private-texts";

/** What a policy says to a request. */
export type PolicyAnswer =
  | { readonly answer: "admits" }
  | { readonly answer: "unknown"; readonly reason: string }
  | {
      readonly answer: "refuses";
      /** Its index; `undefined` where a condition fails. */
      readonly validation: number | undefined;
      readonly message: string;
      /** The one field that the expression reads, where it reads one. */
      readonly field?: Path;
    };

/** What an evaluation knows beside the request. */
export interface Surroundings {
  readonly params: Value;
  readonly namespaceObject: Value;
}

/** Steps for one policy and one object; a sensible policy takes a few thousand. */
const STEPS = 200_000;

/** Asks a policy about a request that it matches. Source: k8s.io/apiserver pkg/admission/plugin/policy/validating. */
export function judgePolicy(
  policy: CompiledPolicy,
  request: AdmissionRequest,
  around: Surroundings,
): PolicyAnswer {
  const budget: Budget = { steps: STEPS };
  const names = namesOf(policy, request, around, budget);
  let conditionFails = false;
  let unknown: string | undefined;
  for (const condition of policy.conditions) {
    const result = ask(() => evaluate(condition, names, budget));
    if (result === false) return { answer: "admits" };
    if (result === "fails") conditionFails = true;
    else if (typeof result !== "boolean") unknown ??= result.reason;
  }
  if (unknown !== undefined) return { answer: "unknown", reason: unknown };
  if (conditionFails)
    return policy.failsClosed
      ? { answer: "refuses", validation: undefined, message: "a condition of the policy cannot be evaluated" }
      : { answer: "admits" };
  for (const validation of policy.validations) {
    const result = ask(() => evaluate(validation.expression, names, budget));
    if (result === true) continue;
    if (result === false)
      return {
        answer: "refuses",
        validation: validation.index,
        message: messageOf(validation, names, budget),
        ...fieldOf(validation.expression),
      };
    if (result !== "fails") unknown ??= result.reason;
    else if (policy.failsClosed)
      return {
        answer: "refuses",
        validation: validation.index,
        message: `the expression cannot be evaluated: ${shorten(validation.text)}`,
      };
  }
  return unknown === undefined ? { answer: "admits" } : { answer: "unknown", reason: unknown };
}

/** What kind of object it is decides whether a policy cares, not whether the object is right. */
function fieldOf(expression: Expression): { readonly field?: Path } {
  const fields = fieldsRead(expression, "object").filter(
    ([first]) => first !== "kind" && first !== "apiVersion",
  );
  const [field, ...others] = fields;
  return field && others.length === 0 ? { field } : {};
}

function ask(run: () => Value): boolean | "fails" | { readonly reason: string } {
  try {
    const value = run();
    if (typeof value === "boolean") return value;
    return { reason: value instanceof Unknown ? value.reason : "the expression is no boolean" };
  } catch (error) {
    if (error instanceof CelError) return "fails";
    if (error instanceof UnknownSignal) return { reason: error.message };
    throw error;
  }
}

const MESSAGE_LENGTH = 300;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > MESSAGE_LENGTH ? `${line.slice(0, MESSAGE_LENGTH - 1)}…` : line;
}

function messageOf(validation: CompiledValidation, names: Names, budget: Budget): string {
  const { message, messageExpression, text } = validation;
  if (messageExpression) {
    const made = textOf(messageExpression, names, budget);
    if (made !== undefined && !repeatsPrivateText(made, names.get("object") ?? null)) return shorten(made);
  }
  return shorten(message ?? `failed expression: ${text}`);
}

/** `undefined` where the API server takes the plain message instead, and where we cannot tell. */
function textOf(expression: Expression, names: Names, budget: Budget): string | undefined {
  try {
    const made = evaluate(expression, names, budget);
    return typeof made === "string" && made.trim() !== "" && !made.includes("\n") ? made.trim() : undefined;
  } catch (error) {
    if (error instanceof CelError || error instanceof UnknownSignal) return undefined;
    throw error;
  }
}

function namesOf(
  policy: CompiledPolicy,
  request: AdmissionRequest,
  around: Surroundings,
  budget: Budget,
): Names {
  const known = new Map<string, { value?: Value; error?: unknown }>();
  const names = new Map<string, Value>([
    ["object", request.object],
    ["oldObject", null],
    ["request", requestValue(request)],
    ["namespaceObject", around.namespaceObject],
    ["params", around.params],
    [
      "variables",
      new Lazy((name) => {
        let result = known.get(name);
        if (!result) {
          result = settle(policy.variables.get(name));
          known.set(name, result);
        }
        if (result.value === undefined) throw result.error;
        return result.value;
      }),
    ],
  ]);
  return names;

  function settle(expression: Expression | undefined): { value?: Value; error?: unknown } {
    if (!expression) return { error: new UnknownSignal("a variable is not defined") };
    try {
      return { value: evaluate(expression, names, budget) };
    } catch (error) {
      return { error };
    }
  }
}

/** `request`, as the API server hands it to expressions. */
function requestValue({
  group,
  version,
  kind,
  resource,
  namespace,
  isNamespaced,
  name,
  userName,
}: AdmissionRequest): Value {
  const own = new Unknown("who asks, and how, is not known");
  const kinds = mapOf({ group, version, kind });
  const resources = mapOf({ group, version, resource: resource ?? new Unknown("the plural is not known") });
  return mapOf({
    uid: own,
    kind: kinds,
    resource: resources,
    requestKind: kinds,
    requestResource: resources,
    operation: "CREATE",
    name: name ?? new Maybe(new Unknown("the name is made by the cluster")),
    ...(isNamespaced ? { namespace: namespace ?? new Unknown("the namespace is not written") } : {}),
    userInfo: mapOf({ username: userName, uid: new Maybe(own), groups: own, extra: new Maybe(own) }),
    dryRun: own,
    options: own,
  });
}
