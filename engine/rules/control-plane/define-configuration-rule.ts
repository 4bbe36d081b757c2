import { type Configuration, carriersOf, configurationsOf } from "../../control-plane/configuration";
import type { GroupKind } from "../../kubernetes/resource";
import { defineResourceRule } from "../define-rule";
import type { DocumentRule, Report, RuleMetadata, RuleOptions } from "../rule";

/** What the check of a configuration receives. */
export interface ConfigurationContext {
  readonly configuration: Configuration;
  readonly options: RuleOptions;
  report(report: Report): void;
}

/** Defines a rule over configuration files of these kinds, wherever they are written. */
export function defineConfigurationRule(
  rule: RuleMetadata & {
    readonly configurations: readonly GroupKind[];
    check(context: ConfigurationContext): void;
  },
): DocumentRule {
  const { configurations, check, ...metadata } = rule;
  return defineResourceRule({
    ...metadata,
    appliesTo: carriersOf(configurations),
    check({ resource, options, report }) {
      for (const configuration of configurationsOf(resource)) {
        if (configurations.includes(configuration.kind)) check({ configuration, options, report });
      }
    },
  });
}
