import { expect, test } from "vitest";
import type { Severity } from "../../../../engine/rules/rule";
import { judge } from "../../judge";

/** A policy rule of a test: `group | resources | verbs | names`, each a comma list; `core` is the group `""`. */
export type RuleText = string;

/** A manifest of a Role (in namespace shop) or a ClusterRole with these policy rules, one line each from line 6 or 7. */
export function role(kind: "Role" | "ClusterRole", ...rules: RuleText[]): string {
  const items = rules.map((text) => {
    const [groups = "", resources = "", verbs = "", names] = text.split("|").map((each) => each.trim());
    const list = (each: string) =>
      each
        .split(",")
        .map((value) => JSON.stringify(value.trim() === "core" ? "" : value.trim()))
        .join(", ");
    return `  - {apiGroups: [${list(groups)}], resources: [${list(resources)}], verbs: [${list(verbs)}]${names === undefined ? "" : `, resourceNames: [${list(names)}]`}}`;
  });
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata:
  name: tester
${kind === "Role" ? "  namespace: shop\n" : ""}rules:
${items.join("\n")}
`;
}

/** A case that must be found: kind, policy rule, the text that is pointed at, severity. */
export type Fires = readonly ["Role" | "ClusterRole", RuleText, string, Severity];

/** A case in which the rule must be silent. */
export type Quiet = readonly ["Role" | "ClusterRole", RuleText];

/** Tests a rule about roles: every case with rule id, place, pointed-at text and severity. */
export function testRoleRule(id: string, fires: readonly Fires[], quiet: readonly Quiet[]): void {
  test.each(fires)(`${id}: %s %s is found at %s, %s`, (kind, rule, text, severity) => {
    const found = judge(id, role(kind, rule));
    expect(found).toMatchObject([{ rule: id, severity, text: JSON.stringify(text) }]);
    expect(found[0]?.path.slice(0, 2)).toEqual(["rules", 0]);
    expect(found[0]?.range).toMatch(new RegExp(`^${kind === "Role" ? 7 : 6}:`));
  });
  test.each(quiet)(`${id}: %s %s is not`, (kind, rule) => {
    expect(judge(id, role(kind, rule))).toEqual([]);
  });
  test(`${id}: a role that the API server makes itself is left alone`, () => {
    const first = fires[0];
    if (!first) throw new Error("no case");
    const text = role(first[0], first[1]).replace("name: tester", 'name: "system:tester"');
    expect(judge(id, text)).toEqual([]);
  });
}
