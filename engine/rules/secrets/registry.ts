import type { Rule } from "../rule";
import { literalInAnnotation } from "./literal-in-annotation";
import { literalInArgs } from "./literal-in-args";
import { literalInConfigMap } from "./literal-in-config-map";
import { literalInEnv } from "./literal-in-env";
import { literalInGenerator } from "./literal-in-generator";
import { literalInPipeline } from "./literal-in-pipeline";
import { literalInValues } from "./literal-in-values";

/** The rules of the layer secrets, in the order in which they are listed. */
export const secretsRules: readonly Rule[] = [
  literalInAnnotation,
  literalInArgs,
  literalInConfigMap,
  literalInEnv,
  literalInGenerator,
  literalInPipeline,
  literalInValues,
];
