import { enablesPlugin, hasUnknownPlugins, switchedOff } from "../../control-plane/admission-plugins";
import type { Component } from "../../control-plane/component";
import type { FixSafety } from "../../fixes/fix";
import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import type { DocumentRule, RuleMetadata } from "../rule";
import { defineComponentRule, placeOfList, putIn, takeOut } from "./define-flag-rule";

/** A rule that wants an admission plugin to run that is off by default. */
export interface WantedPluginRule extends RuleMetadata {
  readonly plugin: string;
  /** What its absence leads to. */
  readonly consequence: string;
  /** How far switching it on may be trusted; without it the plugin needs a configuration that nobody can guess. */
  readonly fix?: FixSafety;
  readonly when?: (component: Component, version: KubernetesMinor) => boolean;
}

/** Defines a rule that reports API servers without an admission plugin, at the list it belongs in. */
export function defineWantedPluginRule(rule: WantedPluginRule): DocumentRule {
  const { plugin, consequence, fix, when, ...metadata } = rule;
  return defineComponentRule({
    ...metadata,
    components: ["kube-apiserver"],
    check({ component, version, report }) {
      if (hasUnknownPlugins(component) || enablesPlugin(component, plugin)) return;
      if (when && !when(component, version)) return;
      report({
        ...placeOfList(component, "enable-admission-plugins"),
        message: `${component.name} runs without the admission plugin ${plugin}: ${consequence}`,
        fixes: fix ? putIn(component, "enable-admission-plugins", plugin, fix) : [],
      });
    },
  });
}

/** A rule that wants admission plugins to stay on that are on by default. */
export interface KeptPluginRule extends RuleMetadata {
  /** Plugin → what its absence leads to. */
  readonly plugins: Readonly<Record<string, string>>;
}

/** Defines a rule that reports API servers whose admission plugins are switched off, at the name or the list. */
export function defineKeptPluginRule(rule: KeptPluginRule): DocumentRule {
  const { plugins, ...metadata } = rule;
  return defineComponentRule({
    ...metadata,
    components: ["kube-apiserver"],
    check({ component, report }) {
      for (const [plugin, consequence] of Object.entries(plugins)) {
        const off = switchedOff(component, plugin);
        if (off === undefined) continue;
        report({
          ...(off === "left-out" ? placeOfList(component, "admission-control") : off.place),
          message: `${component.name} runs without the admission plugin ${plugin}: ${consequence}`,
          fixes:
            off === "left-out"
              ? putIn(component, "admission-control", plugin, "safe")
              : takeOut(off, "unsafe"),
        });
      }
    },
  });
}
