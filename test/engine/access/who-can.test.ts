import { expect, test } from "vitest";
import { whoCan } from "../../../engine/access";
import { bindingText, roleText, rule, worldOf } from "./world";

const secrets = roleText("r", undefined, rule({ apiGroups: [""], resources: ["secrets"], verbs: ["get"] }));
const question = { verb: "get", group: "", resource: "secrets", namespace: "shop" };

test("the subjects that are allowed when asked alone, sorted, with their namespaces", () => {
  const text =
    secrets +
    bindingText(
      "b",
      "shop",
      "r",
      "{kind: User, name: jane}",
      "{kind: ServiceAccount, name: api}",
      "{kind: Group, name: ops}",
    ) +
    bindingText("c", "other", "r", "{kind: User, name: joe}") +
    bindingText("d", undefined, "view", "{kind: User, name: ann}");
  expect(whoCan(worldOf(text, { defaults: false }), question)).toEqual({
    subjects: [
      { kind: "Group", name: "ops" },
      { kind: "ServiceAccount", name: "api", namespace: "shop" },
      { kind: "User", name: "jane" },
    ],
    unknown: [{ kind: "User", name: "ann" }],
  });
});

test("a user does not inherit what its group may", () => {
  const text =
    secrets +
    bindingText("b", "shop", "r", '{kind: Group, name: "system:authenticated"}') +
    bindingText("c", "shop", "view", "{kind: User, name: jane}");
  expect(whoCan(worldOf(text), question).subjects).not.toContainEqual({ kind: "User", name: "jane" });
  expect(whoCan(worldOf(text), question).subjects).toContainEqual({
    kind: "Group",
    name: "system:authenticated",
  });
});

test("system:masters, which the default binding names", () => {
  expect(whoCan(worldOf(""), { verb: "delete", group: "", resource: "nodes" }).subjects).toContainEqual({
    kind: "Group",
    name: "system:masters",
  });
});
