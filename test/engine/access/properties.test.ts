import fc from "fast-check";
import { expect, test } from "vitest";
import { canI, impliedGroups } from "../../../engine/access";
import { bindingText, roleText, rule, worldOf } from "./world";

const resource = fc.constantFrom("pods", "pods/log", "*/log", "*", "secrets");
const list = (values: fc.Arbitrary<string>) => fc.uniqueArray(values, { minLength: 1, maxLength: 3 });
const policyRule = fc
  .record({
    apiGroups: list(fc.constantFrom("", "apps", "*")),
    resources: list(resource),
    verbs: list(fc.constantFrom("get", "list", "*")),
  })
  .chain((fields) =>
    fc
      .option(list(fc.constantFrom("a", "b")), { nil: undefined })
      .map((resourceNames) => rule(resourceNames ? { ...fields, resourceNames } : fields)),
  );
const subject = fc.constantFrom(
  "{kind: User, name: jane}",
  "{kind: Group, name: ops}",
  "{kind: ServiceAccount, name: api, namespace: shop}",
);
const namespace = fc.constantFrom("shop", "other", undefined);
const grant = fc.record({ rules: fc.array(policyRule, { minLength: 1, maxLength: 3 }), subject, namespace });
const grants = fc.array(grant, { maxLength: 4 });
const question = fc.record({
  verb: fc.constantFrom("get", "list", "delete"),
  group: fc.constantFrom("", "apps"),
  resource: fc.constantFrom("pods", "secrets"),
  subresource: fc.constantFrom("", "log"),
  name: fc.constantFrom("", "a", "b"),
  namespace: fc.constantFrom("", "shop", "other"),
  user: fc.constantFrom("jane", "joe", "system:serviceaccount:shop:api"),
  groups: fc.constantFrom([], ["ops"]),
});

type Grants = typeof grants extends fc.Arbitrary<infer T> ? T : never;
const texts = (all: Grants) =>
  all.map(
    (each, index) =>
      roleText(`r${index}`, undefined, ...each.rules) +
      bindingText(`b${index}`, each.namespace, `r${index}`, each.subject),
  );
const world = (all: readonly string[]) => worldOf(all.join(""), { defaults: false });

test("more grants never allow less", () => {
  fc.assert(
    fc.property(grants, grant, question, (all, more, asked) => {
      const parts = texts([...all, more]);
      if (canI(world(parts.slice(0, -1)), asked).answer === "allowed")
        expect(canI(world(parts), asked).answer).toBe("allowed");
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("the order of manifests changes no answer", () => {
  fc.assert(
    fc.property(grants, question, (all, asked) => {
      const parts = texts(all);
      expect(canI(world([...parts].reverse()), asked).answer).toBe(canI(world(parts), asked).answer);
    }),
    { seed: 2, numRuns: 300 },
  );
});

test("what is allowed in all namespaces is allowed in each", () => {
  fc.assert(
    fc.property(grants, question, (all, asked) => {
      const parts = world(texts(all));
      if (canI(parts, { ...asked, namespace: "" }).answer === "allowed")
        expect(canI(parts, { ...asked, namespace: "shop" }).answer).toBe("allowed");
    }),
    { seed: 3, numRuns: 300 },
  );
});

test("what is allowed for every name is allowed for each", () => {
  fc.assert(
    fc.property(grants, question, (all, asked) => {
      const parts = world(texts(all));
      if (canI(parts, { ...asked, name: "" }).answer === "allowed")
        expect(canI(parts, { ...asked, name: "c" }).answer).toBe("allowed");
    }),
    { seed: 4, numRuns: 300 },
  );
});

test("groups only add, and absent groups are the implied ones", () => {
  fc.assert(
    fc.property(grants, question, (all, { groups: _, ...asked }) => {
      const parts = world(texts(all));
      if (canI(parts, { ...asked, groups: [] }).answer === "allowed")
        expect(canI(parts, { ...asked, groups: ["ops"] }).answer).toBe("allowed");
      expect(canI(parts, asked)).toEqual(canI(parts, { ...asked, groups: impliedGroups(asked.user) }));
    }),
    { seed: 5, numRuns: 300 },
  );
});

test.each([
  ["system:anonymous", ["system:unauthenticated"]],
  ["jane", ["system:authenticated"]],
  [
    "system:serviceaccount:shop:api",
    ["system:serviceaccounts", "system:serviceaccounts:shop", "system:authenticated"],
  ],
])("the groups of %s", (user, groups) => {
  expect(impliedGroups(user)).toEqual(groups);
});
