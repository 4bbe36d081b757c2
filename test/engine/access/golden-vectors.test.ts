import { describe, expect, test } from "vitest";
import type { AccessQuestion } from "../../../engine/access";
import { canI } from "../../../engine/access";
import { bindingText, roleText, rule, worldOf } from "./world";

/*
 * The answers were measured by SubjectAccessReview against real API servers (1.20.2, 1.36.3); the control plane of the
 * cluster tests answers generated questions of the same shapes.
 */

const user = "{kind: User, name: jane}";
const core = (resource: string, verbs: string[], names?: string[]) =>
  rule({ apiGroups: [""], resources: [resource], verbs, ...(names ? { resourceNames: names } : {}) });

/** jane holds the rules by a RoleBinding in gv. */
const held = (...rules: string[]) =>
  worldOf(roleText("r", undefined, ...rules) + bindingText("b", "gv", "r", user));
/** jane holds the rules by a ClusterRoleBinding. */
const heldEverywhere = (...rules: string[]) =>
  worldOf(roleText("r", undefined, ...rules) + bindingText("b", undefined, "r", user));

const ask = (world: ReturnType<typeof worldOf>, question: Partial<AccessQuestion>, groups: string[] = []) =>
  canI(world, { verb: "get", group: "", namespace: "gv", user: "jane", groups, ...question }).answer;

describe("subresources and wildcards", () => {
  test.each<[string, string[], Partial<AccessQuestion>, string]>([
    ["pods", ["get", "list"], { resource: "pods" }, "allowed"],
    ["pods", ["get", "list"], { resource: "pods", subresource: "log" }, "denied"],
    ["pods", ["get", "list"], { resource: "pods", namespace: "other" }, "denied"],
    ["pods", ["get", "list"], { resource: "pods", namespace: "" }, "denied"],
    ["*/log", ["get"], { resource: "pods", subresource: "log" }, "allowed"],
    ["*/log", ["get"], { resource: "pods" }, "denied"],
    ["*", ["get"], { resource: "pods", subresource: "log" }, "allowed"],
    ["*", ["get"], { resource: "deployments", group: "apps" }, "denied"],
    ["pods/*", ["get"], { resource: "pods", subresource: "log" }, "denied"],
    ["*/*", ["get"], { resource: "pods", subresource: "log" }, "denied"],
    ["Pods", ["get"], { resource: "pods" }, "denied"],
    ["pod", ["get"], { resource: "pods" }, "denied"],
    ["pods", ["GET"], { resource: "pods" }, "denied"],
    ["pods", ["get*"], { resource: "pods" }, "denied"],
    ["secrets", ["*"], { resource: "secrets", verb: "foo" }, "allowed"],
    ["secrets", ["*"], { resource: "secrets", verb: "*" }, "allowed"],
    ["secrets", ["get"], { resource: "secrets", verb: "*" }, "denied"],
    ["secrets", ["get"], { resource: "*" }, "denied"],
    ["*", ["get"], { resource: "*" }, "allowed"],
  ])("%s %j, asked %j, is %s", (resource, verbs, question, answer) => {
    expect(ask(held(core(resource, verbs)), question)).toBe(answer);
  });

  test.each(["apps", ""])("apiGroups * covers the group %j", (group) => {
    const world = held(rule({ apiGroups: ["*"], resources: ["deployments"], verbs: ["get"] }));
    expect(ask(world, { resource: "deployments", group })).toBe("allowed");
  });

  test.each(["apps/v1", "*.example.com"])("apiGroups %s is no wildcard", (written) => {
    const world = held(rule({ apiGroups: [written], resources: ["deployments"], verbs: ["get"] }));
    expect(ask(world, { resource: "deployments", group: "apps" })).toBe("denied");
    expect(ask(world, { resource: "deployments", group: written })).toBe("allowed");
  });
});

describe("resourceNames", () => {
  const verbs = ["get", "list", "watch", "create", "delete", "deletecollection"];
  const world = held(core("secrets", verbs, ["a"]));

  test.each(verbs)("%s without a name is denied", (verb) => {
    expect(ask(world, { resource: "secrets", verb })).toBe("denied");
  });
  test.each([
    ["get", "a", "allowed"],
    ["list", "a", "allowed"],
    ["get", "b", "denied"],
  ])("%s %s is %s", (verb, name, answer) => {
    expect(ask(world, { resource: "secrets", verb, name })).toBe(answer);
  });
  test.each([
    [["*"], "a", "denied"],
    [["*"], "*", "allowed"],
    [[""], "", "allowed"],
    [[], "", "allowed"],
    [[], "a", "allowed"],
  ])("names %j, asked for %j, is %s", (names, name, answer) => {
    expect(ask(held(core("secrets", ["get"], names)), { resource: "secrets", name })).toBe(answer);
  });
});

describe("scope", () => {
  test("a cluster-scoped resource through a RoleBinding is allowed with its namespace only", () => {
    const world = held(core("nodes", ["list"]));
    expect(ask(world, { resource: "nodes", verb: "list" })).toBe("allowed");
    expect(ask(world, { resource: "nodes", verb: "list", namespace: "" })).toBe("denied");
  });

  const urls = rule({ nonResourceURLs: ["/metrics", "/debug/*"], verbs: ["get"] });
  test("a RoleBinding gives no URLs", () => {
    expect(ask(held(urls), { path: "/metrics" })).toBe("denied");
  });
  test.each([
    ["/metrics", "allowed"],
    ["/metrics/x", "denied"],
    ["/debug/pprof", "allowed"],
    ["/debug", "denied"],
  ])("a ClusterRoleBinding, asked for %s, is %s", (path, answer) => {
    expect(ask(heldEverywhere(urls), { path })).toBe(answer);
  });
  test.each([
    ["/api*", "/apis", "allowed"],
    ["/version/**", "/version/x", "allowed"],
    ["/version/**", "/version", "denied"],
    ["/a*b", "/axb", "denied"],
    ["/a*b", "/a*b", "allowed"],
    ["*", "/anything", "allowed"],
  ])("URL %s, asked for %s, is %s", (written, path, answer) => {
    expect(ask(heldEverywhere(rule({ nonResourceURLs: [written], verbs: ["get"] })), { path })).toBe(answer);
  });
});

describe("subjects", () => {
  const pods = roleText("r", undefined, core("pods", ["get"]));
  const as = (subjects: string, namespace: string | undefined, asker: string, groups?: string[]) =>
    canI(worldOf(pods + bindingText("b", namespace, "r", subjects)), {
      verb: "get",
      group: "",
      resource: "pods",
      namespace: "gv",
      user: asker,
      ...(groups ? { groups } : {}),
    }).answer;
  const group = (name: string) => `{kind: Group, name: "${name}"}`;
  const q = "system:serviceaccount:gv:q";

  test("a group of accounts needs the groups, which are implied where none are given", () => {
    expect(as(group("system:serviceaccounts:gv"), "gv", q)).toBe("allowed");
    expect(as(group("system:serviceaccounts:gv"), "gv", q, ["system:serviceaccounts:gv"])).toBe("allowed");
    expect(as(group("system:serviceaccounts:gv"), "gv", q, [])).toBe("denied");
  });
  test("an account equals the user of its name, both ways", () => {
    expect(as(`{kind: User, name: "${q}"}`, "gv", q, [])).toBe("allowed");
    expect(as("{kind: ServiceAccount, name: q, namespace: gv}", "gv", q, [])).toBe("allowed");
  });
  test("an account without namespace lives in that of a RoleBinding, and nowhere else", () => {
    expect(as("{kind: ServiceAccount, name: q}", "gv", q, [])).toBe("allowed");
    expect(as("{kind: ServiceAccount, name: q}", undefined, q, [])).toBe("denied");
  });
  test("an account of another namespace", () => {
    expect(
      as("{kind: ServiceAccount, name: z, namespace: other}", "gv", "system:serviceaccount:other:z"),
    ).toBe("allowed");
  });
  test("everybody who is logged in, and who is not", () => {
    expect(as(group("system:authenticated"), "gv", "jane")).toBe("allowed");
    expect(as(group("system:authenticated"), "gv", "system:anonymous")).toBe("denied");
    expect(as(group("system:unauthenticated"), "gv", "system:anonymous")).toBe("allowed");
  });
  test("names of users and groups are different things", () => {
    expect(as("{kind: User, name: admins}", "gv", "jane", ["admins"])).toBe("denied");
    expect(as(group("jane"), "gv", "jane", [])).toBe("denied");
  });
});

describe("defaults", () => {
  const empty = worldOf("");
  const account = "system:serviceaccount:gv:default";
  test.each<[AccessQuestion & { user: string; groups?: string[] }, string]>([
    [{ verb: "list", group: "", resource: "pods", namespace: "gv", user: account }, "denied"],
    [{ verb: "get", path: "/api", user: account }, "allowed"],
    [
      { verb: "create", group: "authorization.k8s.io", resource: "selfsubjectaccessreviews", user: account },
      "allowed",
    ],
    [{ verb: "get", path: "/version", user: "system:anonymous" }, "allowed"],
    [{ verb: "get", path: "/api", user: "system:anonymous" }, "denied"],
    [
      { verb: "get", path: "/version", user: "system:anonymous", groups: ["system:unauthenticated"] },
      "allowed",
    ],
  ])("%j is %s", (question, answer) => {
    expect(canI(empty, question).answer).toBe(answer);
  });

  test("system:masters pass before RBAC, without a binding", () => {
    expect(
      canI(empty, { verb: "delete", group: "", resource: "nodes", user: "root", groups: ["system:masters"] }),
    ).toEqual({
      answer: "allowed",
      reason: "members of system:masters pass before RBAC is asked",
      by: [],
    });
    const none = worldOf("", { defaults: false });
    expect(
      canI(none, { verb: "delete", group: "", resource: "nodes", user: "root", groups: ["system:masters"] })
        .answer,
    ).toBe("allowed");
    expect(canI(none, { verb: "get", path: "/version", user: "jane" }).answer).toBe("denied");
  });

  test.each([
    ["view", "secrets", "get", "denied"],
    ["view", "pods", "get", "allowed"],
    ["edit", "secrets", "get", "allowed"],
    ["edit", "serviceaccounts", "impersonate", "allowed"],
    ["admin", "secrets", "get", "allowed"],
  ])("%s, asked for %s %s, is %s", (name, resource, verb, answer) => {
    expect(ask(worldOf(bindingText("b", "gv", name, user)), { resource, verb })).toBe(answer);
  });

  test("a manifest takes the place of a default role", () => {
    const world = worldOf(
      roleText("edit", undefined, core("pods", ["get"])) + bindingText("b", "gv", "edit", user),
    );
    expect(ask(world, { resource: "secrets" })).toBe("denied");
  });
});

describe("missing roles", () => {
  const text = bindingText("b", "gv", "Role/ghost", user);
  test("leave the answer open, naming the binding", () => {
    expect(
      canI(worldOf(text), { verb: "get", group: "", resource: "pods", namespace: "gv", user: "jane" }),
    ).toEqual({
      answer: "unknown",
      reason: 'RoleBinding "b/gv" gives Role "ghost", which is not in sight, to User "jane"',
      by: [{ kind: "RoleBinding", name: "b", namespace: "gv" }],
    });
  });
  test("grant nothing where nothing else exists", () => {
    expect(ask(worldOf(text, { complete: true }), { resource: "pods" })).toBe("denied");
  });
  test("leave other namespaces, other subjects and URLs alone", () => {
    expect(ask(worldOf(text), { resource: "pods", namespace: "other" })).toBe("denied");
    expect(canI(worldOf(text), { verb: "get", resource: "pods", namespace: "gv", user: "joe" }).answer).toBe(
      "denied",
    );
    expect(ask(worldOf(text), { path: "/metrics" })).toBe("denied");
  });
  test("do not stand in the way of what is allowed otherwise", () => {
    const world = worldOf(
      text + roleText("r", "gv", core("pods", ["get"])) + bindingText("c", "gv", "Role/r", user),
    );
    expect(ask(world, { resource: "pods" })).toBe("allowed");
  });
});

test("the reason is the API server's, and names binding and role", () => {
  expect(
    canI(held(core("pods", ["get"])), {
      verb: "get",
      group: "",
      resource: "pods",
      namespace: "gv",
      user: "jane",
    }),
  ).toEqual({
    answer: "allowed",
    reason: 'RBAC: allowed by RoleBinding "b/gv" of ClusterRole "r" to User "jane"',
    by: [
      { kind: "RoleBinding", name: "b", namespace: "gv" },
      { kind: "ClusterRole", name: "r" },
    ],
  });
});
