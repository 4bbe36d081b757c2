import {
  type Expression,
  expressionSince,
  isTruth,
  parseExpression,
  type StaticType,
  SyntaxFault,
  staticType,
  usesOnlyKnown,
} from "../../cel";
import type { JsonObject } from "../../json";
import { hasMap, mapsAt, stringAt } from "../../kubernetes/fields";

/** A validation of a policy. */
export interface CompiledValidation {
  /** Where it stands in `spec.validations`. */
  readonly index: number;
  readonly expression: Expression;
  /** As written. */
  readonly text: string;
  readonly message: string | undefined;
  readonly messageExpression: Expression | undefined;
}

/** A policy whose every expression is understood. */
export interface CompiledPolicy {
  readonly failsClosed: boolean;
  /** The first minor version that accepts it. */
  readonly since: number;
  readonly variables: ReadonlyMap<string, Expression>;
  readonly conditions: readonly Expression[];
  readonly validations: readonly CompiledValidation[];
}

const NAMES: ReadonlySet<string> = new Set(["object", "oldObject", "request", "namespaceObject"]);

/**
 * Reads the expressions of a ValidatingAdmissionPolicy.
 *
 * @param spec of the policy
 * @returns `undefined` where one of them is not understood, or uses what we do not evaluate (`authorizer`): the API
 *   server may refuse the whole policy then
 */
export function compilePolicy(spec: JsonObject): CompiledPolicy | undefined {
  const hasParams = hasMap(spec, "paramKind");
  const variables = new Map<string, Expression>();
  const types = new Map<string, StaticType>();
  const typeOf = (name: string): StaticType => types.get(name) ?? "dyn";
  const isName = (name: string) => NAMES.has(name) || (hasParams && name === "params");
  let since = 0;
  const read = (text: string | undefined, withVariables = true): Expression => {
    const expression = parseExpression(text ?? "");
    since = Math.max(since, expressionSince(expression));
    if (!usesOnlyKnown(expression, isName, (name) => (withVariables ? types.get(name) : undefined)))
      throw new SyntaxFault("not evaluated", 0);
    return expression;
  };
  const truth = (expression: Expression): Expression => {
    if (!isTruth(expression, typeOf)) throw new SyntaxFault("no boolean", 0);
    return expression;
  };
  try {
    const conditions = mapsAt(spec, "matchConditions").map(({ value }) =>
      truth(read(stringAt(value, "expression"), false)),
    );
    for (const { value } of mapsAt(spec, "variables")) {
      const expression = read(stringAt(value, "expression"));
      const name = stringAt(value, "name") ?? "";
      variables.set(name, expression);
      types.set(name, staticType(expression, typeOf));
    }
    const validations = mapsAt(spec, "validations").map(({ index, value }): CompiledValidation => {
      const text = stringAt(value, "expression") ?? "";
      const message = stringAt(value, "messageExpression");
      return {
        index,
        text,
        expression: truth(read(text)),
        message: stringAt(value, "message"),
        messageExpression: message === undefined ? undefined : read(message),
      };
    });
    for (const { value } of mapsAt(spec, "auditAnnotations")) read(stringAt(value, "valueExpression"));
    return {
      failsClosed: stringAt(spec, "failurePolicy") !== "Ignore",
      since,
      variables,
      conditions,
      validations,
    };
  } catch (error) {
    if (error instanceof SyntaxFault) return undefined;
    throw error;
  }
}
