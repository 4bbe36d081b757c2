import { describe, expect, test } from "vitest";
import type { ComponentName } from "../../../../engine/control-plane/component";
import { editDocument } from "../../../../engine/yaml/edit";
import { parseDocument } from "../../../../engine/yaml/parse-document";
import { applyTextEdits } from "../../../../engine/yaml/text-edit";
import { type Judged, type JudgeOptions, judge } from "../../judge";
import { kubeadm, staticPod } from "./manifests";

/** Flags that are at fault, and where the finding stands: the text of an item, a part of it, or `command` for what is missing. */
export interface FaultyFlags {
  readonly flags: readonly string[];
  readonly at: string;
  /** How many fixes are offered, where that is not the same for all cases. */
  readonly fixes?: number;
  readonly options?: JudgeOptions;
}

/** The cases of a rule about flags of a component. */
export interface FlagCases {
  readonly component: ComponentName;
  readonly bad: readonly FaultyFlags[];
  readonly good: readonly (readonly string[])[];
  readonly options?: JudgeOptions;
}

/** Applies each fix of a finding by itself and expects the rule to be silent after it. */
export function expectFixesToSilence(
  rule: string,
  text: string,
  finding: Judged,
  options: JudgeOptions,
): void {
  for (const { title, changes } of finding.finding.fixes) {
    const edits = editDocument(parseDocument(text), changes);
    expect(edits, title).toBeDefined();
    expect(judge(rule, applyTextEdits(text, edits ?? []), options), title).toEqual([]);
  }
}

/**
 * Tests a rule about flags in a static pod, and each fault by value also in both forms of kubeadm's arguments. What a
 * fix leaves behind must be silent.
 */
export function testFlagRule(rule: string, { component, bad, good, options = {} }: FlagCases): void {
  describe(component, () => {
    test.each(bad)("$flags is at fault", ({ flags, at, fixes, options: own }) => {
      const text = staticPod(component, flags);
      const all = { ...options, ...own };
      const found = judge(rule, text, all);
      const item = flags.findIndex((flag) => flag === at || flag.includes(at));
      const path = ["spec", "containers", 0, "command", ...(at === "command" ? [] : [item + 1])];
      expect(found).toMatchObject([{ rule, path }]);
      expect(found[0]?.text.replaceAll('"', "")).toBe(at);
      if (fixes !== undefined) expect(found[0]?.finding.fixes).toHaveLength(fixes);
      if (found[0]) expectFixesToSilence(rule, text, found[0], all);
    });

    test.each(good.map((flags) => ({ flags })))("$flags is in order", ({ flags }) => {
      expect(judge(rule, staticPod(component, flags), options)).toEqual([]);
    });

    const joined = bad.filter(
      ({ flags, at }) => flags.length === 1 && /^--[^=]+=./.test(at) && flags[0] === at,
    );
    test.each(
      component === "kube-proxy"
        ? []
        : joined.flatMap(({ at, options: own }) =>
            (["v1beta3", "v1beta4"] as const).map((version) => ({ at, version, own })),
          ),
    )("$at in kubeadm $version is at fault", ({ at, version, own }) => {
      const [name = "", value = ""] = at.slice(2).split(/=(.*)/s);
      const text = kubeadm(component, version, [[name, value]]);
      const all = { ...options, ...own };
      // A cluster's configuration is about its other components too.
      const found = judge(rule, text, all).filter(({ message }) => message.startsWith(`${component} `));
      expect(found).toMatchObject([{ rule, text: JSON.stringify(value) }]);
      expect(found[0]?.path.slice(-2)).toEqual(
        version === "v1beta3"
          ? ["extraArgs", name].map((each, index) =>
              index === 0 && component === "kubelet" ? "kubeletExtraArgs" : each,
            )
          : [0, "value"],
      );
    });
  });
}
