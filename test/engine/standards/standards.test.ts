import { describe, expect, test } from "vitest";
import { standardsJson, standardsMarkdown, standardsText } from "../../../engine/report/standards-table";
import { ruleById, rules } from "../../../engine/rules/registry";
import type { Standards } from "../../../engine/rules/rule";
import { podSecurityChecks } from "../../../engine/standards/pod-security/checks";
import { STANDARD_NAMES, type StandardEdition } from "../../../engine/standards/standard";
import {
  controlsOf,
  decides,
  editionsOf,
  matchesStandard,
  parseStandard,
  STANDARD_EDITIONS,
  standardEdition,
} from "../../../engine/standards/standards";

function edition(text: string): StandardEdition {
  const selection = parseStandard(text);
  const found = selection && standardEdition(selection);
  if (!found) throw new Error(`no edition ${text}`);
  return found;
}

function rule(id: string) {
  const found = ruleById(id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
}

describe("selecting a standard", () => {
  test("every name has an edition, and the one meant by default comes first", () => {
    for (const name of STANDARD_NAMES) expect(standardEdition({ name }), name).toBeDefined();
    expect(editionsOf("cis")).toEqual(["1.12"]);
    expect(editionsOf("cis-aks")).toEqual(["1.8"]);
    expect(editionsOf("cis-eks")).toEqual(["1.8"]);
    expect(editionsOf("cis-gke")).toEqual(["1.9"]);
    expect(editionsOf("nsa")).toEqual(["1.2"]);
    expect(editionsOf("owasp")).toEqual(["2025", "2022"]);
    expect(editionsOf("pss-baseline")).toEqual([]);
  });

  test("an edition is read as it is written", () => {
    expect(parseStandard("cis")).toEqual({ name: "cis" });
    expect(parseStandard("owasp@2022")).toEqual({ name: "owasp", edition: "2022" });
    expect(parseStandard("owasp@")).toEqual({ name: "owasp", edition: "" });
    expect(parseStandard("iso")).toBeUndefined();
  });

  test.each(["cis@1.9", "owasp@2021", "pss-restricted@1.33", "nsa@"])("%s does not exist", (text) => {
    const selection = parseStandard(text);
    expect(selection && standardEdition(selection)).toBeUndefined();
    expect(selection && rules.some((each) => matchesStandard(each, selection))).toBe(false);
  });
});

describe.each(STANDARD_EDITIONS.map((each) => [each.title, each] as const))("%s", (_, each) => {
  test("ids are unique and titles are short", () => {
    const ids = each.controls.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { title } of each.controls) expect(title).toMatch(/^\S.{3,80}[^.]$/);
  });

  test("a control is decided by a rule, or says why none can", () => {
    for (const control of each.controls) {
      const isChecked = rules.some((candidate) => decides(candidate, control, each.key));
      expect(isChecked, `${control.id} ${control.title}`).toBe(control.undecidable === undefined);
    }
  });

  test("the rules it names exist", () => {
    for (const { rules: named = [] } of each.controls)
      for (const id of named) expect(ruleById(id), id).toBeDefined();
  });
});

test.each<[keyof Standards, string]>([
  ["cis", "cis@1.12"],
  ["nsa", "nsa@1.2"],
  ["mitre", "mitre@17"],
  ["owasp", "owasp@2022"],
])("every %s id that a rule carries is a control of %s", (key, text) => {
  const ids = new Set(edition(text).controls.map(({ id }) => id));
  for (const each of rules)
    for (const id of each.standards?.[key] ?? []) expect(ids, `${each.id} names ${id}`).toContain(id);
});

test("ids that editions take over exist in the edition that rules carry", () => {
  const known: Partial<Record<keyof Standards, Set<string>>> = {
    cis: new Set(edition("cis@1.12").controls.map(({ id }) => id)),
    owasp: new Set(edition("owasp@2022").controls.map(({ id }) => id)),
  };
  for (const { key, controls, title } of STANDARD_EDITIONS)
    for (const { id, same = [] } of controls)
      for (const other of same) expect(known[key], `${title} ${id}`).toContain(other);
});

test("sizes are those of the benchmarks", () => {
  const sizes = STANDARD_EDITIONS.map(({ name, controls }) => [name, controls.length]);
  expect(sizes).toEqual([
    ["pss-baseline", 12],
    ["pss-restricted", 19],
    ["cis", 131],
    ["cis-aks", 51],
    ["cis-eks", 50],
    ["cis-gke", 57],
    ["nsa", 13],
    ["mitre", 53],
    ["owasp", 10],
    ["owasp", 10],
  ]);
});

describe("Pod Security Standards", () => {
  test("the controls are the checks of admission, level by level", () => {
    const checks = (level: string) => podSecurityChecks.filter((check) => check.level === level);
    const ids = (text: string) => edition(text).controls.map(({ id }) => id);
    expect(ids("pss-baseline")).toEqual(checks("baseline").map(({ id }) => id));
    expect(ids("pss-restricted").sort()).toEqual(podSecurityChecks.map(({ id }) => id).sort());
  });

  test("a rule belongs to a level exactly where it says so", () => {
    for (const each of rules) {
      const levels = each.standards?.pss ?? [];
      expect(matchesStandard(each, { name: "pss-baseline" }), each.id).toBe(levels.includes("baseline"));
      expect(matchesStandard(each, { name: "pss-restricted" }), each.id).toBe(levels.length > 0);
    }
  });
});

describe("what belongs where", () => {
  test.each([
    ["workload/host-path", "cis", ["5.2.11"]],
    ["workload/host-port", "cis", ["5.2.12"]],
    ["workload/windows-host-process", "cis", ["5.2.10"]],
    ["workload/seccomp-profile", "cis", ["5.6.2"]],
    ["workload/seccomp-profile", "cis-gke", ["4.6.2"]],
    ["identity/anonymous-binding", "cis-gke", ["4.1.8", "4.1.9"]],
    ["identity/bind-roles", "cis-aks", ["4.1.7"]],
    ["identity/bind-roles", "cis-eks", ["4.1.8"]],
    ["operations/aks-cluster", "cis-aks", ["5.4.4", "5.5.1"]],
    ["operations/aks-cluster", "cis-eks", []],
    ["identity/read-secrets", "owasp@2022", ["K03"]],
    ["identity/read-secrets", "owasp", ["K02"]],
    ["network/metadata-egress", "owasp", ["K05", "K08"]],
    ["image/digest", "owasp@2022", ["K02"]],
    ["image/digest", "owasp", []],
    ["workload/privileged", "pss-restricted", ["privileged"]],
  ])("%s decides of %s: %j", (id, text, controls) => {
    expect(controlsOf(rule(id), edition(text))).toEqual(controls);
  });
});

describe("the table of a standard", () => {
  test("in text: each control with its rules or why none decides it", () => {
    const text = standardsText([edition("cis")], rules);
    expect(text).toMatch(/^CIS Kubernetes Benchmark 1\.12\n/);
    expect(text).toMatch(/^ {2}1\.1\.1 .*not decidable from manifests \(on the node\)$/m);
    expect(text).toMatch(/^ {2}5\.2\.2 {3}No privileged containers +workload\/privileged$/m);
    expect(text).toMatch(/^100 of 131 controls are checked$/m);
  });

  test("in Markdown: one table a standard, with links", () => {
    const text = standardsMarkdown([edition("nsa"), edition("owasp")], rules);
    expect(text.match(/^## .*/gm)).toEqual([
      "## NSA/CISA Kubernetes Hardening Guide 1.2",
      "## OWASP Kubernetes Top Ten 2025",
    ]);
    expect(text).toContain("[`workload/privileged`](rules/workload/privileged.md)");
    expect(text).toContain(
      "| patching | Hosts and components are patched | not decidable from manifests (on the node) |",
    );
  });

  test("in JSON: controls by standard, and the rules that belong to them", () => {
    const { standards, rules: own } = JSON.parse(standardsJson([edition("cis-gke")], rules));
    expect(standards).toHaveLength(1);
    expect(standards[0]).toMatchObject({ name: "cis-gke", edition: "1.9" });
    expect(standards[0].controls).toContainEqual({
      id: "5.10.1",
      title: "No dashboard",
      rules: ["workload/kubernetes-dashboard"],
    });
    expect(standards[0].controls).toContainEqual({
      id: "5.7.2",
      title: "Nodes keep an audit log",
      rules: [],
      undecidable: "on the node",
    });
    expect(own.map(({ id }: { id: string }) => id)).toContain("workload/kubernetes-dashboard");
    expect(own.map(({ id }: { id: string }) => id)).not.toContain("image/digest");
  });

  test("of a layer alone: what no rule of it decides is not called undecidable", () => {
    const text = standardsText([edition("owasp@2022")], [rule("workload/privileged")]);
    expect(text).toMatch(/K01 .*workload\/privileged$/m);
    expect(text).toMatch(/K02 .*none of these rules$/m);
  });
});
