import type { Rule } from "../rule";
import { deprecatedApi } from "./deprecated-api";
import { removedApi } from "./removed-api";
import { unknownField } from "./unknown-field";
import { unknownValue } from "./unknown-value";
import { wrongType } from "./wrong-type";

/** The rules of the layer admission, in the order in which they are listed. */
export const admissionRules: readonly Rule[] = [
  deprecatedApi,
  removedApi,
  unknownField,
  unknownValue,
  wrongType,
];
