import { expect, test } from "vitest";
import { canI } from "../../../engine/access";
import { bindingText, roleText, rule, worldOf } from "./world";

const labelled = (text: string, label: string) =>
  text.replace("metadata:\n", `metadata:\n  labels: {${label}: "true"}\n`);
const aggregate = (text: string, selector: string) =>
  `${text}aggregationRule:\n  clusterRoleSelectors:\n    - ${selector}\n`;
const get = (resource: string) => rule({ apiGroups: [""], resources: [resource], verbs: ["get"] });
const binding = bindingText("b", undefined, "top", "{kind: User, name: jane}");
const may = (text: string, resource: string) =>
  canI(worldOf(text + binding), { verb: "get", group: "", resource, user: "jane" }).answer;

const leaf = labelled(roleText("leaf", undefined, get("pods")), "to-middle");
const middle = labelled(
  aggregate(roleText("middle", undefined, get("secrets")), '{matchLabels: {to-middle: "true"}}'),
  "to-top",
);
const top = aggregate(roleText("top", undefined, get("nodes")), '{matchLabels: {to-top: "true"}}');

test("rules are collected transitively and take the place of a role's own", () => {
  const text = top + middle + leaf;
  expect(may(text, "pods")).toBe("allowed");
  expect(may(text, "secrets")).toBe("denied");
  expect(may(text, "nodes")).toBe("denied");
});

test("the order of the manifests does not matter", () => {
  const text = leaf + middle + top;
  expect(may(text, "pods")).toBe("allowed");
  expect(may(text, "secrets")).toBe("denied");
});

test("own rules stay where nothing is collected", () => {
  expect(may(top, "nodes")).toBe("allowed");
  expect(may(top + labelled(roleText("empty", undefined), "to-top"), "nodes")).toBe("allowed");
  expect(may(top + middle, "secrets")).toBe("allowed");
});

test("expressions select too, and a refused selector collects nothing", () => {
  const by = (selector: string) => aggregate(roleText("top", undefined, get("nodes")), selector) + leaf;
  expect(may(by("{matchExpressions: [{key: to-middle, operator: Exists}]}"), "pods")).toBe("allowed");
  expect(may(by("{matchExpressions: [{key: to-middle, operator: Nonsense}]}"), "nodes")).toBe("allowed");
});

test("roles that select each other come to an end", () => {
  const names = Array.from({ length: 12 }, (_, index) => (index === 0 ? "top" : `r${index}`));
  const text = names.map((name) => aggregate(roleText(name, undefined, get(`kind-${name}`)), "{}")).join("");
  expect(
    canI(worldOf(text + binding, { defaults: false }), {
      verb: "get",
      group: "",
      resource: "kind-r3",
      user: "jane",
    }).answer,
  ).toBe("allowed");
});

test("a labelled role grows the default role view", () => {
  const text =
    roleText(
      "widgets",
      undefined,
      rule({ apiGroups: ["example.com"], resources: ["widgets"], verbs: ["get"] }),
    ).replace("metadata:\n", 'metadata:\n  labels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}\n') +
    bindingText("b", "shop", "view", "{kind: User, name: jane}");
  expect(
    canI(worldOf(text), {
      verb: "get",
      group: "example.com",
      resource: "widgets",
      namespace: "shop",
      user: "jane",
    }),
  ).toMatchObject({
    answer: "allowed",
    by: [
      { kind: "RoleBinding", name: "b" },
      { kind: "ClusterRole", name: "view" },
    ],
  });
});
