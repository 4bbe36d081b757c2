export type { Expression } from "./ast";
export { isTruth, usesOnlyKnown } from "./check-expression";
export { type Budget, evaluate, type Names } from "./evaluate";
export { expressionSince } from "./expression-since";
export { fieldsRead } from "./fields-read";
export { parseExpression } from "./parse-expression";
export { type StaticType, staticType } from "./static-type";
export { SyntaxFault } from "./tokens";
export {
  CelError,
  CelMap,
  fromJson,
  type Key,
  Lazy,
  Maybe,
  mapOf,
  Possible,
  Unknown,
  UnknownSignal,
  type Value,
} from "./values";
