import { describe, expect, it } from "vitest";
import { narrowedRole, policyRuleObject, roleObject } from "../../../engine/access/narrow-role";
import { policyRulesOf } from "../../../engine/access/policy-rule";
import type { JsonObject } from "../../../engine/json";

const narrow = (rules: JsonObject[], ...secrets: string[]) => {
  const narrowed = narrowedRole(policyRulesOf({ rules }), { secrets: new Set(secrets) });
  return { ...narrowed, rules: narrowed.rules.map(policyRuleObject) };
};
const secrets = (verbs: string[], resourceNames?: string[]): JsonObject => ({
  apiGroups: [""],
  resources: ["secrets"],
  ...(resourceNames ? { resourceNames } : {}),
  verbs,
});

describe("narrowedRole", () => {
  it.each<[string, JsonObject[], string[], JsonObject[], string[]]>([
    ["takes reading away", [secrets(["get", "list"])], [], [], ["get, list of every Secret"]],
    [
      "keeps get of the names that are needed",
      [secrets(["get", "list", "watch"])],
      ["tls", "db"],
      [secrets(["get"], ["db", "tls"])],
      ["get, list, watch of every Secret"],
    ],
    [
      "gives nothing that the role did not give",
      [secrets(["get"], ["tls", "old"])],
      ["tls", "db"],
      [secrets(["get"], ["tls"])],
      ["get of the Secrets tls, old"],
    ],
    [
      "adds no name that another rule gives already",
      [secrets(["get"], ["db"]), secrets(["list"])],
      ["db"],
      [secrets(["get"], ["db"])],
      ["list of every Secret"],
    ],
    [
      "leaves what is narrow",
      [secrets(["get", "update"], ["db"])],
      ["db"],
      [secrets(["get", "update"], ["db"])],
      [],
    ],
    [
      "keeps writing",
      [secrets(["create", "get", "patch"], ["db"])],
      [],
      [secrets(["create", "patch"], ["db"])],
      ["get of the Secrets db"],
    ],
    [
      "keeps other resources with every verb",
      [{ apiGroups: ["", "apps"], resources: ["configmaps", "secrets", "pods/log"], verbs: ["get", "list"] }],
      [],
      [{ apiGroups: ["", "apps"], resources: ["configmaps", "pods/log"], verbs: ["get", "list"] }],
      ["get, list of every Secret"],
    ],
    ["takes the verb * away from Secrets", [secrets(["*"])], [], [], ["every verb of every Secret"]],
    [
      "leaves Secrets of other groups and URLs alone",
      [
        { apiGroups: ["vault.example"], resources: ["secrets"], verbs: ["get"] },
        { nonResourceURLs: ["/metrics"], verbs: ["get"] },
      ],
      [],
      [
        { apiGroups: ["vault.example"], resources: ["secrets"], verbs: ["get"] },
        { nonResourceURLs: ["/metrics"], verbs: ["get"] },
      ],
      [],
    ],
  ])("%s", (_title, rules, needed, expected, removed) => {
    const narrowed = narrow(rules, ...needed);
    expect(narrowed.rules).toEqual(expected);
    expect(narrowed.removed).toEqual(removed);
    expect(narrowed.wildcards).toEqual([]);
    // What is narrow stays as it is.
    expect(narrow(narrowed.rules, ...needed)).toMatchObject({ rules: expected, removed: [], added: [] });
  });

  it("cannot take Secrets out of a wildcard over resources, and says so", () => {
    const all = { apiGroups: ["*"], resources: ["*"], verbs: ["get"] };
    const narrowed = narrow([all, secrets(["get"])]);
    expect(narrowed.rules).toEqual([all]);
    expect(narrowed.wildcards.map(({ index }) => index)).toEqual([0]);
  });
});

it("writes a role as a manifest", () => {
  const { rules } = narrowedRole(policyRulesOf({ rules: [secrets(["get"])] }), { secrets: new Set(["db"]) });
  expect(roleObject({ kind: "Role", name: "reader", namespace: "shop" }, rules)).toEqual({
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: { name: "reader", namespace: "shop" },
    rules: [secrets(["get"], ["db"])],
  });
});
